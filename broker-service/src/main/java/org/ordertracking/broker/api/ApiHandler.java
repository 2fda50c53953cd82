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
}
