package org.ordertracking.broker.api;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jboss.logging.Logger;

/**
 * Decodes requests and hands each to the handler of its key. Whatever goes wrong ends as Kafka's own error code, or as
 * a hang-up with one line in the log where the client could not read an answer.
 */
public final class ApiDispatcher {
    private static final Logger LOG = Logger.getLogger(ApiDispatcher.class);
    private static final int NO_THROTTLE = 0;

    private final Map<SupportedApi, ApiHandler<?>> handlers;

    /**
     * @throws IllegalArgumentException if an advertised key has no handler
     */
    public ApiDispatcher(Map<SupportedApi, ApiHandler<?>> handlers) {
        for (SupportedApi api : SupportedApi.values()) {
            if (!handlers.containsKey(api)) {
                throw new IllegalArgumentException(api + " is advertised but has no handler");
            }
        }
        this.handlers = Map.copyOf(handlers);
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
        AbstractRequest request;
        try {
            request = AbstractRequest.parseRequest(header.apiKey(), version, new ByteBufferAccessor(frame)).request;
        } catch (RuntimeException malformed) {
            return hangUp("malformed %s version %d: %s".formatted(api.key().name, version, malformed.getMessage()));
        }
        return serve(api, new RequestContext(header, client), request);
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
        } catch (RuntimeException failure) {
            served = CompletableFuture.failedStage(failure);
        }
        return served.exceptionally(failure -> answerFailure(context, request, failure));
    }

    private static ApiResponse answerFailure(RequestContext context, AbstractRequest request, Throwable failure) {
        Throwable cause = Responses.cause(failure);
        if (!(cause instanceof ApiException) || Errors.forException(cause) == Errors.UNKNOWN_SERVER_ERROR) {
            LOG.errorf(
                    "%s version %d from %s failed unexpectedly and was answered with UNKNOWN_SERVER_ERROR: %s",
                    context.apiKey().name, context.version(), context.client().id(), cause);
            LOG.debug("unexpected failure", cause);
        }
        AbstractResponse response = request.getErrorResponse(NO_THROTTLE, cause);
        return response == null
                ? new ApiResponse.Silence()
                : new ApiResponse.Message(response.data(), context.version());
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
