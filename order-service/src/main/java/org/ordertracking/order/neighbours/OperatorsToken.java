package org.ordertracking.order.neighbours;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Sends the operators' token along with what operators do, and with nothing else. */
final class OperatorsToken implements ClientRequestFilter {

    /** Dead letters note who decided. */
    private static final String ACTOR = "X-Actor";

    private final Optional<String> token;

    OperatorsToken(Optional<String> token) {
        this.token = token;
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (request.getUri().getPath().startsWith("/admin/")) {
            request.getHeaders().putSingle(ACTOR, "control-room");
            token.ifPresent(value -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + value));
        }
    }
}
