package org.ordertracking.broker.api.security;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.ExpireDelegationTokenResponseData;
import org.apache.kafka.common.message.RenewDelegationTokenResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreateDelegationTokenRequest;
import org.apache.kafka.common.requests.CreateDelegationTokenResponse;
import org.apache.kafka.common.requests.DescribeDelegationTokenRequest;
import org.apache.kafka.common.requests.DescribeDelegationTokenResponse;
import org.apache.kafka.common.requests.ExpireDelegationTokenRequest;
import org.apache.kafka.common.requests.RenewDelegationTokenRequest;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SupportedApi;

/** Requests about delegation tokens, which Kafka does not allow over connections that are not authenticated (KIP-48). */
final class DelegationTokenHandlers {
    private static final Errors NOT_ALLOWED = Errors.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED;
    private static final int NO_THROTTLE = 0;
    private static final long NO_EXPIRY = -1;

    private DelegationTokenHandlers() {}

    static Map<SupportedApi, ApiHandler<?>> all() {
        ApiHandler<CreateDelegationTokenRequest> create = (context, request) -> {
            KafkaPrincipal requester = context.principal();
            return Responses.now(
                    context,
                    CreateDelegationTokenResponse.prepareResponse(
                                    context.version(), NO_THROTTLE, NOT_ALLOWED, requester, requester)
                            .data());
        };
        ApiHandler<RenewDelegationTokenRequest> renew = (context, request) -> Responses.now(
                context,
                new RenewDelegationTokenResponseData()
                        .setErrorCode(NOT_ALLOWED.code())
                        .setExpiryTimestampMs(NO_EXPIRY));
        ApiHandler<ExpireDelegationTokenRequest> expire = (context, request) -> Responses.now(
                context,
                new ExpireDelegationTokenResponseData()
                        .setErrorCode(NOT_ALLOWED.code())
                        .setExpiryTimestampMs(NO_EXPIRY));
        ApiHandler<DescribeDelegationTokenRequest> describe = (context, request) -> Responses.now(
                context,
                new DescribeDelegationTokenResponse(context.version(), NO_THROTTLE, NOT_ALLOWED, List.of()).data());
        return Map.of(
                SupportedApi.CREATE_DELEGATION_TOKEN, create,
                SupportedApi.RENEW_DELEGATION_TOKEN, renew,
                SupportedApi.EXPIRE_DELEGATION_TOKEN, expire,
                SupportedApi.DESCRIBE_DELEGATION_TOKEN, describe);
    }
}
