package org.ordertracking.broker.api;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jboss.logging.Logger;
import org.ordertracking.broker.quota.ClientQuotas;

/**
 * Decodes requests and hands each to the handler of its key. Whatever goes wrong ends as Kafka's own error code, or as
 * a hang-up with one line in the log where the client could not read an answer.
 */
public final class ApiDispatcher {
    private static final Logger LOG = Logger.getLogger(ApiDispatcher.class);
    private static final int NO_THROTTLE = 0;

    private final Map<SupportedApi, ApiHandler<?>> handlers;
    private final Throttling throttling;

    /** Without quotas. */
    public ApiDispatcher(Map<SupportedApi, ApiHandler<?>> handlers) {
        this(handlers, ClientQuotas.none());
    }

    /**
     * @throws IllegalArgumentException if an advertised key has no handler
     */
    public ApiDispatcher(Map<SupportedApi, ApiHandler<?>> handlers, ClientQuotas quotas) {
        for (SupportedApi api : SupportedApi.values()) {
            if (!handlers.containsKey(api)) {
                throw new IllegalArgumentException(api + " is advertised but has no handler");
            }
        }
        this.handlers = Map.copyOf(handlers);
        this.throttling = new Throttling(quotas);
    }

    /**
     * Serves one request.
     *
     * @param frame header and body, without the length prefix; shared with the request until the stage completes
     * @return a stage that never fails
     */
    public CompletionStage<ApiResponse> dispatch(RequestHeader header, ByteBuffer frame, ClientConnection client) {
        SupportedApi api = SupportedApi.of(header.apiKey()).orElse(null);
        short version = header.apiVersion();
        if (api == null) {
            return hangUp("API key %d (%s) is not served".formatted(header.apiKey().id, header.apiKey().name));
        }
        if (!api.serves(version)) {
            return api == SupportedApi.API_VERSIONS
                    ? CompletableFuture.completedStage(ApiVersionsHandler.unsupportedVersion())
                    : hangUp("%s version %d is not served, only %d to %d"
                            .formatted(api.key().name, version, api.oldestServed(), api.newest()));
        }
        boolean measured = throttling.concerns(header.apiKey());
        long started = measured ? System.nanoTime() : 0;
        AbstractRequest request;
        try {
            request = AbstractRequest.parseRequest(header.apiKey(), version, new ByteBufferAccessor(frame)).request;
        } catch (RuntimeException | OutOfMemoryError malformed) {
            // A request that claims a million of everything may be too large to decode without being too large to send.
            return hangUp("malformed %s version %d: %s".formatted(api.key().name, version, malformed));
        }
        RequestContext context = new RequestContext(header, client);
        CompletionStage<ApiResponse> served = serve(api, context, request);
        if (!measured) {
            return served;
        }
        int bytes = frame.capacity();
        long nanos = System.nanoTime() - started;
        return served.thenApply(response -> throttling.apply(context, bytes, nanos, response));
    }

    /**
     * Tells the handlers that a connection is closed. To be called once, when no more of its requests are dispatched.
     */
    public void disconnected(ClientConnection client) {
        for (ApiHandler<?> handler : handlers.values()) {
            try {
                handler.disconnected(client);
            } catch (RuntimeException failure) {
                LOG.errorf(
                        "%s could not let go of connection %s: %s",
                        handler.getClass().getSimpleName(), client.id(), failure);
            }
        }
    }

    /**
     * Reads the header of a frame and leaves its position at the body.
     *
     * @throws InvalidRequestException if it is no request header or names a key unknown to Kafka
     */
    public static RequestHeader readHeader(ByteBuffer frame) {
        return RequestHeader.parse(frame);
    }

    private CompletionStage<ApiResponse> serve(SupportedApi api, RequestContext context, AbstractRequest request) {
        CompletionStage<ApiResponse> served;
        try {
            served = handlerOf(api).handle(context, request);
        } catch (RuntimeException | Error failure) {
            served = CompletableFuture.failedStage(failure);
        }
        return served.exceptionally(failure -> answerFailure(context, request, Responses.cause(failure)));
    }

    private static ApiResponse answerFailure(RequestContext context, AbstractRequest request, Throwable failure) {
        Throwable cause = failure instanceof RejectedExecutionException ? stopping(failure) : failure;
        if (!(cause instanceof ApiException) || Errors.forException(cause) == Errors.UNKNOWN_SERVER_ERROR) {
            LOG.errorf(
                    "%s version %d from %s failed unexpectedly and was answered with UNKNOWN_SERVER_ERROR: %s",
                    context.apiKey().name, context.version(), context.client().id(), cause);
            LOG.debug("unexpected failure", cause);
        }
        try {
            AbstractResponse response = request.getErrorResponse(NO_THROTTLE, cause);
            if (response != null) {
                return new ApiResponse.Message(response.data(), context.version());
            }
        } catch (RuntimeException unanswerable) {
            LOG.debug("no error response", unanswerable);
        }
        // Only by losing its connection does a client that expects no response, or cannot be given one, hear of a
        // failure.
        return new ApiResponse.Hangup("%s version %d failed and has no error response: %s"
                .formatted(context.apiKey().name, context.version(), cause));
    }

    private static ApiException stopping(Throwable rejected) {
        return new KafkaStorageException(
                "the broker is stopping, or has too much to read already; try again", rejected);
    }

    // The table pairs each key with the handler of its request type: see ApiHandlers.
    @SuppressWarnings("unchecked")
    private ApiHandler<AbstractRequest> handlerOf(SupportedApi api) {
        return (ApiHandler<AbstractRequest>) handlers.get(api);
    }

    private static CompletionStage<ApiResponse> hangUp(String reason) {
        return CompletableFuture.completedStage(new ApiResponse.Hangup(reason));
    }
}
