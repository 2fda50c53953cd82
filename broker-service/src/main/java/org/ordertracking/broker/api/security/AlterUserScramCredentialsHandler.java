package org.ordertracking.broker.api.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData.AlterUserScramCredentialsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AlterUserScramCredentialsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/**
 * Refuses SCRAM credentials: nobody could log in with them, so keeping them would only pretend that somebody is shut out.
 */
final class AlterUserScramCredentialsHandler implements ApiHandler<AlterUserScramCredentialsRequest> {

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, AlterUserScramCredentialsRequest request) {
        AlterUserScramCredentialsRequestData data = request.data();
        Map<String, AlterUserScramCredentialsResult> results = new LinkedHashMap<>();
        data.deletions()
                .forEach(deletion -> results.put(
                        deletion.name(),
                        refused(
                                deletion.name(),
                                Errors.RESOURCE_NOT_FOUND,
                                "Attempt to delete a user credential that does not exist")));
        data.upsertions()
                .forEach(
                        upsertion -> results.put(
                                upsertion.name(),
                                refused(
                                        upsertion.name(),
                                        Errors.UNSUPPORTED_SASL_MECHANISM,
                                        "this broker's listener has no SASL login, so credentials would protect nothing and are not kept")));
        return Responses.now(
                context,
                new AlterUserScramCredentialsResponseData()
                        .setResults(results.values().stream().toList()));
    }

    private static AlterUserScramCredentialsResult refused(String user, Errors error, String message) {
        return new AlterUserScramCredentialsResult()
                .setUser(user)
                .setErrorCode(error.code())
                .setErrorMessage(message);
    }
}
