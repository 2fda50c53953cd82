package org.ordertracking.messaging.deadletters;

import java.util.Optional;

/**
 * Why a consumer gave a record up. All texts are bounded.
 *
 * @param consumer who gave it up
 * @param attempts how often it was tried
 * @param exception class of the failure
 * @param reason what it says, at most {@link #MAX_REASON} characters
 * @param cause class and words of its innermost cause; empty when it has none
 * @param stack see {@link StackText}
 */
public record Failure(
        String consumer, int attempts, String exception, String reason, Optional<Cause> cause, String stack) {

    /** Characters of a reason. */
    public static final int MAX_REASON = 1000;

    private static final int MAX_DEPTH = 20;

    /** The innermost cause of a failure. */
    public record Cause(String exception, String reason) {}

    /** What a header tells of a failure. */
    public static Failure of(String consumer, int attempts, Throwable failure) {
        Throwable innermost = innermost(failure);
        return new Failure(
                consumer,
                attempts,
                failure.getClass().getName(),
                reason(failure),
                innermost == failure
                        ? Optional.empty()
                        : Optional.of(new Cause(innermost.getClass().getName(), reason(innermost))),
                StackText.of(failure));
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < MAX_DEPTH; depth++) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    private static String reason(Throwable failure) {
        return BoundedText.of(failure.getMessage() == null ? failure.toString() : failure.getMessage(), MAX_REASON);
    }
}
