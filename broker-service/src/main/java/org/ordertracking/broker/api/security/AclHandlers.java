package org.ordertracking.broker.api.security;

import java.util.Map;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;

/**
 * Requests about ACLs, answered as Kafka does without an authorizer. MirrorMaker and user interfaces ask for them and take
 * this error, and no other, for the end of the matter.
 */
final class AclHandlers {

    private AclHandlers() {}

    static Map<SupportedApi, ApiHandler<?>> all() {
        return Map.of(
                SupportedApi.DESCRIBE_ACLS, refusal("No Authorizer is configured on the broker"),
                SupportedApi.CREATE_ACLS, refusal("No Authorizer is configured."),
                SupportedApi.DELETE_ACLS, refusal("No Authorizer is configured."));
    }

    private static ApiHandler<?> refusal(String message) {
        return (context, request) -> {
            throw new SecurityDisabledException(message);
        };
    }
}
