package org.ordertracking.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.domain.SendOutcome.Accepted;
import org.ordertracking.notification.domain.SendOutcome.Refused;
import org.ordertracking.notification.domain.SendOutcome.Unavailable;

class NotificationPropertyTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);

    @Property
    void whateverTheOutcomesItEndsWithinTheAllowedAttemptsAndStaysEnded(
            @ForAll("outcomes") List<SendOutcome> outcomes, @ForAll @IntRange(min = 1, max = 10) int maxAttempts) {
        RetryPolicy policy = new RetryPolicy(maxAttempts, Duration.ofSeconds(1), Duration.ofSeconds(8));
        Notification notification = planned();
        for (SendOutcome outcome : outcomes) {
            if (notification.progress() instanceof Progress.Pending pending) {
                notification = notification
                        .attempt(pending.dueAt(), LEASE)
                        .after(outcome, pending.dueAt().plusMillis(5), policy);
            } else {
                Notification ended = notification;
                assertThatIllegalStateException().isThrownBy(() -> ended.attempt(START, LEASE));
                assertThatIllegalStateException().isThrownBy(() -> ended.after(outcome, START, policy));
            }
            assertThat(notification.progress().attempts()).isBetween(1, maxAttempts);
        }
        if (outcomes.size() >= maxAttempts) {
            assertThat(notification.progress()).isNotInstanceOf(Progress.Pending.class);
        }
    }

    @Property
    void anAttemptIsNeverDueEarlierThanTheOneBefore(@ForAll @IntRange(min = 1, max = 40) int failures) {
        RetryPolicy policy = new RetryPolicy(100, Duration.ofSeconds(1), Duration.ofMinutes(10));
        Notification notification = planned();
        for (int i = 0; i < failures; i++) {
            Instant began = dueAt(notification);
            notification = notification.attempt(began, LEASE).after(new Unavailable("busy"), began, policy);
            assertThat(dueAt(notification)).isAfter(began);
        }
    }

    @Provide
    Arbitrary<List<SendOutcome>> outcomes() {
        Arbitrary<SendOutcome> outcome = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(new Unavailable("busy"))),
                Tuple.of(1, Arbitraries.just(new Accepted("provider", null))),
                Tuple.of(1, Arbitraries.just(new Refused("unknown"))));
        return outcome.list().ofMinSize(1).ofMaxSize(20);
    }

    private static Instant dueAt(Notification notification) {
        return ((Progress.Pending) notification.progress()).dueAt();
    }

    private static Notification planned() {
        return Notification.planned(
                "event-1",
                "order-1",
                Occasion.ORDER_CONFIRMED,
                Channel.SMS,
                "+4915112345678",
                Message.sms("Hello"),
                START);
    }
}
