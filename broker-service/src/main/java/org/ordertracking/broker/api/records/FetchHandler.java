package org.ordertracking.broker.api.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
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
 * over. Where memory tells what to send, as it does for a consumer that keeps up, the answer is made on the thread that is
 * there, the connection's event loop or that of the log, which saves two switches of threads; all others go to the readers.
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
        Runnable read = () -> {
            if (!answerFromMemory(response, plan, fetch, quota, context.version())) {
                answerFromDisk(response, plan, fetch, quota, context.version());
            }
        };
        long wanted = Math.min(data.minBytes(), plan.maxBytes());
        if (data.maxWaitMs() <= 0 || plan.answersAtOnce() || plan.readableBytes() >= wanted) {
            read.run();
        } else {
            ParkedFetch.park(plan, wanted, Math.min(data.maxWaitMs(), LONGEST_WAIT_MILLIS), timer, polls, read);
        }
        return response;
    }

    /** Answers if no look at the disk is needed; must not block. */
    private static boolean answerFromMemory(
            CompletableFuture<ApiResponse> response,
            FetchPlan plan,
            FetchContext fetch,
            FetchQuota quota,
            short version) {
        return answer(response, plan::readFromMemory, fetch, quota, version);
    }

    private void answerFromDisk(
            CompletableFuture<ApiResponse> response,
            FetchPlan plan,
            FetchContext fetch,
            FetchQuota quota,
            short version) {
        try {
            readers.execute(() -> answer(response, plan::read, fetch, quota, version));
        } catch (RejectedExecutionException stopping) {
            response.completeExceptionally(stopping);
        }
    }

    /**
     * @param read gets the list for the slices, and returns null when it cannot read
     * @return false when it could not read
     */
    private static boolean answer(
            CompletableFuture<ApiResponse> response,
            Function<List<SlicedRecords>, List<Fetched>> read,
            FetchContext fetch,
            FetchQuota quota,
            short version) {
        List<SlicedRecords> slices = new ArrayList<>();
        try {
            List<Fetched> fetched = read.apply(slices);
            if (fetched == null) {
                slices.forEach(SlicedRecords::close);
                return false;
            }
            response.complete(message(fetched, fetch, quota, version, slices));
        } catch (RuntimeException | Error failure) {
            slices.forEach(SlicedRecords::close);
            response.completeExceptionally(failure);
        }
        return true;
    }

    private static ApiResponse.Message message(
            List<Fetched> fetched, FetchContext fetch, FetchQuota quota, short version, List<SlicedRecords> slices) {
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
