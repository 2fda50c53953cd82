package org.ordertracking.broker.api.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.api.records.FetchContext.Fetched;
import org.ordertracking.broker.api.records.FetchContext.Outcome;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Serves records. A fetch that finds too little is parked, without a thread, until enough was appended or its time is
 * over.
 */
final class FetchHandler implements ApiHandler<FetchRequest> {
    /** A client that asks for more is answered after this, with nothing: it may have gone away long before. */
    static final int LONGEST_WAIT_MILLIS = 60_000;

    private final TopicRegistry topics;
    private final FetchSessions sessions;
    private final ClientQuotas quotas;
    private final Executor readers;
    private final Timer timer;
    private final LongPolls polls;
    private final int maxBytes;

    /**
     * @param readers where records are read, since that may block on the disk; its queue is bounded by the requests that
     *     connections may have in flight
     * @param timer ends the waiting
     * @param polls ends it when the broker stops
     * @param maxBytes largest response, whatever the client asks for
     */
    FetchHandler(
            TopicRegistry topics,
            FetchSessions sessions,
            ClientQuotas quotas,
            Executor readers,
            Timer timer,
            LongPolls polls,
            int maxBytes) {
        this.topics = topics;
        this.sessions = sessions;
        this.quotas = quotas;
        this.readers = readers;
        this.timer = timer;
        this.polls = polls;
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, FetchRequest request) {
        FetchRequestData data = request.data();
        // Before the session moves on, which a request that is refused must not make it do.
        IsolationLevel isolation = Isolation.of(data.isolationLevel());
        FetchContext fetch;
        try {
            fetch = sessions.begin(data, context.version());
        } catch (ApiException refusal) {
            return Responses.now(
                    context,
                    new FetchResponseData()
                            .setErrorCode(Errors.forException(refusal).code()));
        }
        FetchQuota quota = FetchQuota.of(quotas, context);
        int limit = Math.max(0, Math.min(quota.largestResponse(maxBytes), data.maxBytes()));
        FetchPlan plan = new FetchPlan(fetch, topics, request.isFromFollower(), isolation, limit);
        CompletableFuture<ApiResponse> response = new CompletableFuture<>();
        Runnable read = () -> read(plan, fetch, quota, context.version(), response);
        long wanted = Math.min(data.minBytes(), plan.maxBytes());
        if (data.maxWaitMs() <= 0 || plan.answersAtOnce() || plan.readableBytes() >= wanted) {
            read.run();
        } else {
            ParkedFetch.park(plan, wanted, Math.min(data.maxWaitMs(), LONGEST_WAIT_MILLIS), timer, polls, read);
        }
        return response;
    }

    private void read(
            FetchPlan plan,
            FetchContext fetch,
            FetchQuota quota,
            short version,
            CompletableFuture<ApiResponse> response) {
        try {
            readers.execute(() -> complete(response, plan, fetch, quota, version));
        } catch (RejectedExecutionException stopping) {
            response.completeExceptionally(stopping);
        }
    }

    private static void complete(
            CompletableFuture<ApiResponse> response,
            FetchPlan plan,
            FetchContext fetch,
            FetchQuota quota,
            short version) {
        List<SlicedRecords> slices = new ArrayList<>();
        try {
            response.complete(answer(plan, fetch, quota, version, slices));
        } catch (RuntimeException | Error failure) {
            slices.forEach(SlicedRecords::close);
            response.completeExceptionally(failure);
        }
    }

    private static ApiResponse.Message answer(
            FetchPlan plan, FetchContext fetch, FetchQuota quota, short version, List<SlicedRecords> slices) {
        List<Fetched> fetched = plan.read(slices);
        int throttle = quota.take(version, fetched);
        Outcome outcome = throttle > 0 ? fetch.postpone() : fetch.complete(fetched);
        if (throttle > 0 || outcome.error() != Errors.NONE) {
            slices.forEach(SlicedRecords::close);
            FetchResponseData empty =
                    FetchAnswer.of(version, outcome, List.of()).setThrottleTimeMs(throttle);
            return new ApiResponse.Message(empty, version, List.of(), throttle);
        }
        return new ApiResponse.Message(FetchAnswer.of(version, outcome, fetched), version, slices);
    }
}
