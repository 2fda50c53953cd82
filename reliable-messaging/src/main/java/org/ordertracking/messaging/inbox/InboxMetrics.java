package org.ordertracking.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What the inbox tells about itself. Names are stable, see the README. */
@Singleton
class InboxMetrics {

    private final MeterRegistry meters;

    InboxMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void applied(String topic) {
        count("inbox.applied", topic);
    }

    void duplicate(String topic) {
        count("inbox.duplicates", topic);
    }

    void unknownType(String topic) {
        count("inbox.unknown", topic);
    }

    void failedAttempt(String topic, FailureKind kind) {
        meters.counter("inbox.failed.attempts", "topic", topic, "kind", kind.name())
                .increment();
    }

    void deadLetter(String topic) {
        count("inbox.dead.letters", topic);
    }

    private void count(String name, String topic) {
        meters.counter(name, "topic", topic).increment();
    }
}
