package org.ordertracking.messaging.outbox;

import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells failures that lie in the record itself, where no later attempt can succeed, from all others.
 *
 * <p>The list is short on purpose. A missing right, an unknown topic or an error that nobody foresaw may be mended
 * outside, and the rows can wait for it; a row taken for hopeless by mistake needs a person.
 */
final class Refusal {

    private static final Set<Class<? extends Throwable>> FINAL = Set.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            SerializationException.class);

    private Refusal() {}

    static boolean isFinal(Throwable failure) {
        return FINAL.stream().anyMatch(kind -> kind.isInstance(unwrapped(failure)));
    }

    /** The failure itself, without the wrapping that futures add. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
