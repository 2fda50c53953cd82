package org.ordertracking.broker.api.security;

import java.util.Map;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SupportedApi;

/**
 * The requests of a login, on a listener that has none: advertised and refused, as Kafka does on PLAINTEXT, so that a
 * client that was told to log in hears why it cannot instead of losing its connection.
 */
final class SaslHandlers {

    private SaslHandlers() {}

    static Map<SupportedApi, ApiHandler<?>> all() {
        ApiHandler<SaslHandshakeRequest> handshake = (context, request) ->
                Responses.now(context, new SaslHandshakeResponseData().setErrorCode(Errors.ILLEGAL_SASL_STATE.code()));
        ApiHandler<SaslAuthenticateRequest> authenticate = (context, request) -> Responses.now(
                context,
                new SaslAuthenticateResponseData()
                        .setErrorCode(Errors.ILLEGAL_SASL_STATE.code())
                        .setErrorMessage("SaslAuthenticate request received after successful authentication"));
        return Map.of(SupportedApi.SASL_HANDSHAKE, handshake, SupportedApi.SASL_AUTHENTICATE, authenticate);
    }
}
