package org.ordertracking.broker.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Serves records. A fetch that finds too little is parked, without a thread, until enough was appended or its time is
 * over.
 *
 * <p>Incremental fetch sessions (KIP-227) are not kept: every response says session 0, and the client goes on sending
 * whole requests, as the protocol allows.
 */
final class FetchHandler implements ApiHandler<FetchRequest> {
    private final TopicRegistry topics;
    private final Executor readers;
    private final Timer timer;
    private final int maxBytes;

    /**
     * @param readers where records are read, since that may block on the disk; its queue is bounded by the requests that
     *     connections may have in flight
     * @param timer ends the waiting
     * @param maxBytes largest response, whatever the client asks for
     */
    FetchHandler(TopicRegistry topics, Executor readers, Timer timer, int maxBytes) {
        this.topics = topics;
        this.readers = readers;
        this.timer = timer;
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, FetchRequest request) {
        FetchRequestData data = request.data();
        if (data.sessionId() != FetchMetadata.INVALID_SESSION_ID || data.sessionEpoch() > FetchMetadata.INITIAL_EPOCH) {
            return Responses.now(
                    context, new FetchResponseData().setErrorCode(Errors.FETCH_SESSION_ID_NOT_FOUND.code()));
        }
        FetchPlan plan = FetchPlan.of(data, context.version(), topics, Math.min(maxBytes, data.maxBytes()));
        CompletableFuture<ApiResponse> response = new CompletableFuture<>();
        Runnable read = () -> readers.execute(() -> complete(response, plan, context.version()));
        long wanted = Math.min(data.minBytes(), plan.maxBytes());
        if (data.maxWaitMs() <= 0 || plan.answersAtOnce() || plan.readableBytes() >= wanted) {
            read.run();
        } else {
            ParkedFetch.park(plan, wanted, data.maxWaitMs(), timer, read);
        }
        return response;
    }

    private static void complete(CompletableFuture<ApiResponse> response, FetchPlan plan, short version) {
        try {
            response.complete(plan.read(version));
        } catch (RuntimeException failure) {
            response.completeExceptionally(failure);
        }
    }
}
