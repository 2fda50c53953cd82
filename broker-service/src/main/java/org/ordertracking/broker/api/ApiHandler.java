package org.ordertracking.broker.api;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.requests.AbstractRequest;

/**
 * Serves the requests of one API key. Called on an event loop: it must not block. A failure, thrown or in the stage,
 * is answered with the error code that Kafka's clients know it by.
 *
 * @param <Q> the request
 */
@FunctionalInterface
public interface ApiHandler<Q extends AbstractRequest> {
    CompletionStage<ApiResponse> handle(RequestContext context, Q request);

    /**
     * A client's connection is closed, so that nothing more comes from it and no answer reaches it: a handler that keeps
     * something for as long as the connection lasts lets go of it. Called once for each connection, on its event loop, behind
     * all its requests; most connections are of no concern to a handler.
     */
    default void disconnected(ClientConnection client) {}
}
