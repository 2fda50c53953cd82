package org.ordertracking.broker.net;

import static org.awaitility.Awaitility.await;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.SupportedApi;

/** Handlers that answer when a test says so, and what it says. */
final class AskedRequests {
    static final int VERSION = 3;

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request on its way. */
    record Asked(RequestContext context, CompletableFuture<ApiResponse> response) {

        int id() {
            return context.correlationId();
        }

        void answer() {
            answer(0);
        }

        /** With a response of about so many bytes. */
        void answer(int bytes) {
            response.complete(new ApiResponse.Message(
                    new SyncGroupResponseData().setAssignment(new byte[bytes]), context.version()));
        }

        void answer(ApiResponse answer) {
            response.complete(answer);
        }
    }

    /** A request of some ninety bytes; which one does not matter here. */
    static SyncGroupRequestData request() {
        return new SyncGroupRequestData().setGroupId("group").setMemberId("member");
    }

    ApiDispatcher dispatcher() {
        return dispatcher(this::handle);
    }

    /** Answers heartbeats at once with so many bytes; counts them as any. */
    ApiDispatcher answeringHeartbeats(int bytes) {
        return dispatcher((context, request) -> {
            CompletionStage<ApiResponse> response = handle(context, request);
            if (context.apiKey() == ApiKeys.HEARTBEAT) {
                asked.get(asked.size() - 1).answer(bytes);
            }
            return response;
        });
    }

    private static ApiDispatcher dispatcher(ApiHandler<AbstractRequest> handler) {
        Map<SupportedApi, ApiHandler<?>> handlers = new EnumMap<>(SupportedApi.class);
        for (SupportedApi api : SupportedApi.values()) {
            handlers.put(api, handler);
        }
        return new ApiDispatcher(handlers);
    }

    private CompletionStage<ApiResponse> handle(RequestContext context, AbstractRequest request) {
        Asked next = new Asked(context, new CompletableFuture<>());
        asked.add(next);
        return next.response();
    }

    /** Answers what has not been answered. */
    void answerAll() {
        asked.forEach(Asked::answer);
    }

    int count() {
        return asked.size();
    }

    /** The request with that place in the order of arrival, from 0; waits until it is there. */
    Asked get(int index) {
        await().until(() -> asked.size() > index);
        return asked.get(index);
    }
}
