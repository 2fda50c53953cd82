package org.ordertracking.broker.api.records;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Serves records. A fetch that finds too little is parked, without a thread, until enough was appended or its time is
 * over.
 *
 * <p>Incremental fetch sessions (KIP-227) are not kept: every response says session 0, and the client goes on sending
 * whole requests, as the protocol allows.
 */
final class FetchHandler implements ApiHandler<FetchRequest> {
    /** A client that asks for more is answered after this, with nothing: it may have gone away long before. */
    static final int LONGEST_WAIT_MILLIS = 60_000;

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
        FetchPlan plan =
                FetchPlan.of(data, context.version(), topics, Math.max(0, Math.min(maxBytes, data.maxBytes())));
        CompletableFuture<ApiResponse> response = new CompletableFuture<>();
        Runnable read = () -> read(plan, context.version(), response);
        long wanted = Math.min(data.minBytes(), plan.maxBytes());
        if (data.maxWaitMs() <= 0 || plan.answersAtOnce() || plan.readableBytes() >= wanted) {
            read.run();
        } else {
            ParkedFetch.park(plan, wanted, Math.min(data.maxWaitMs(), LONGEST_WAIT_MILLIS), timer, read);
        }
        return response;
    }

    private void read(FetchPlan plan, short version, CompletableFuture<ApiResponse> response) {
        try {
            readers.execute(() -> complete(response, plan, version));
        } catch (RejectedExecutionException stopping) {
            response.completeExceptionally(stopping);
        }
    }

    private static void complete(CompletableFuture<ApiResponse> response, FetchPlan plan, short version) {
        try {
            response.complete(plan.read(version));
        } catch (RuntimeException | Error failure) {
            response.completeExceptionally(failure);
        }
    }
}
