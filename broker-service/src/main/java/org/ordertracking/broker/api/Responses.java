package org.ordertracking.broker.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.ordertracking.broker.quota.MutationBudget;

/** Short forms for what handlers answer. */
public final class Responses {

    private Responses() {}

    public static CompletionStage<ApiResponse> now(RequestContext context, ApiMessage body) {
        return CompletableFuture.completedStage(new ApiResponse.Message(body, context.version()));
    }

    public static CompletionStage<ApiResponse> later(
            RequestContext context, CompletionStage<? extends ApiMessage> body) {
        return body.thenApply(message -> new ApiResponse.Message(message, context.version()));
    }

    /** An answer after which the client may have to pause, for as long as the body says by then. */
    public static CompletionStage<ApiResponse> throttled(
            RequestContext context, MutationBudget budget, CompletionStage<? extends ApiMessage> body) {
        return body.thenApply(
                message -> new ApiResponse.Message(message, context.version(), List.of(), budget.throttleMillis()));
    }

    /** The exception that made a stage fail, without the wrapping that stages add. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    public static short errorCode(Throwable failure) {
        return Errors.forException(cause(failure)).code();
    }
}
