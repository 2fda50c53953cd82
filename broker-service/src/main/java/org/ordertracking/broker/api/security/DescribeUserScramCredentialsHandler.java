package org.ordertracking.broker.api.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData.UserName;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData.DescribeUserScramCredentialsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeUserScramCredentialsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Shows the users with SCRAM credentials (KIP-554): there are none. */
final class DescribeUserScramCredentialsHandler implements ApiHandler<DescribeUserScramCredentialsRequest> {

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeUserScramCredentialsRequest request) {
        List<UserName> users = request.data().users();
        Map<String, Integer> asked = new LinkedHashMap<>();
        if (users != null) {
            users.forEach(user -> asked.merge(user.name(), 1, Integer::sum));
        }
        DescribeUserScramCredentialsResponseData response = new DescribeUserScramCredentialsResponseData();
        asked.forEach((user, times) -> response.results().add(times > 1 ? twice(user) : unknown(user)));
        return Responses.now(context, response);
    }

    private static DescribeUserScramCredentialsResult unknown(String user) {
        return new DescribeUserScramCredentialsResult()
                .setUser(user)
                .setErrorCode(Errors.RESOURCE_NOT_FOUND.code())
                .setErrorMessage("Attempt to describe a user credential that does not exist: " + user);
    }

    private static DescribeUserScramCredentialsResult twice(String user) {
        return new DescribeUserScramCredentialsResult()
                .setUser(user)
                .setErrorCode(Errors.DUPLICATE_RESOURCE.code())
                .setErrorMessage(
                        "Cannot describe SCRAM credentials for the same user twice in a single request: " + user);
    }
}
