package org.ordertracking.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ordertracking.notification.domain.Progress.Capped;
import org.ordertracking.notification.domain.Progress.Failed;
import org.ordertracking.notification.domain.Progress.Pending;
import org.ordertracking.notification.domain.Progress.Sent;
import org.ordertracking.notification.domain.SendOutcome.Accepted;
import org.ordertracking.notification.domain.SendOutcome.Refused;
import org.ordertracking.notification.domain.SendOutcome.Unavailable;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private final RetryPolicy policy = new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofSeconds(30));

    @Test
    void aPlannedNotificationIsDueAtOnce() {
        assertThat(Pending.planned(NOW)).isEqualTo(new Pending(0, NOW, null));
    }

    @Test
    void anAttemptIsCountedAndLeasedBeforeItsOutcomeIsKnown() {
        assertThat(Pending.planned(NOW).attempt(NOW, LEASE)).isEqualTo(new Pending(1, NOW.plus(LEASE), null));
    }

    @Test
    void isSentWhenAccepted() {
        assertThat(underWay(1).after(new Accepted("smtp:25", "id 7"), NOW, policy, PAUSE))
                .isEqualTo(new Sent(1, "smtp:25", "id 7", NOW));
    }

    @Test
    void failsAtOnceWhenRefused() {
        assertThat(underWay(1).after(new Refused("no such mailbox"), NOW, policy, PAUSE))
                .isEqualTo(new Failed(1, "no such mailbox", NOW));
    }

    @Test
    void isDueAgainAfterAPauseWhenUnavailable() {
        assertThat(underWay(1).after(new Unavailable("busy"), NOW, policy, PAUSE))
                .isEqualTo(new Pending(1, NOW.plusSeconds(2), "busy"));
    }

    @Test
    void isNotDueBeforeTheTimeThatTheProviderAskedFor() {
        assertThat(underWay(1).after(new Unavailable("slow down", Duration.ofSeconds(90)), NOW, policy, PAUSE))
                .isEqualTo(new Pending(1, NOW.plusSeconds(90), "slow down"));
        assertThat(underWay(1).after(new Unavailable("slow down", Duration.ofSeconds(1)), NOW, policy, PAUSE))
                .isEqualTo(new Pending(1, NOW.plus(PAUSE), "slow down"));
    }

    @Test
    void isNotPutOffForDaysWhateverTheProviderAsksFor() {
        assertThat(new Unavailable("slow down", Duration.ofDays(365)).askedFor())
                .isEqualTo(Unavailable.LONGEST_WAIT);
        assertThat(new Unavailable("slow down", Duration.ofSeconds(-1)).askedFor())
                .isZero();
    }

    @Test
    void isCappedBeforeTheFirstAttemptOnly() {
        assertThat(Pending.planned(NOW).capped("enough", NOW)).isEqualTo(new Capped("enough", NOW));
        assertThatIllegalStateException()
                .isThrownBy(() -> underWay(1).capped("enough", NOW))
                .withMessageContaining("attempt 1 was begun");
    }

    @Test
    void failsWhenUnavailableInTheLastAttempt() {
        assertThat(underWay(3).after(new Unavailable("busy"), NOW, policy, PAUSE))
                .isEqualTo(new Failed(3, "given up after 3 attempts: busy", NOW));
    }

    @Test
    void remembersTheLastProblemWhileTheNextAttemptIsUnderWay() {
        Pending again = new Pending(1, NOW, "busy").attempt(NOW, LEASE);

        assertThat(again.lastProblem()).isEqualTo("busy");
    }

    @Test
    void saysWhenItIsNotKnownWhetherTheLastAttemptArrived() {
        assertThat(new Pending(3, NOW, "busy").abandoned(NOW).reason())
                .isEqualTo("given up after 3 attempts, interrupted in the last one, which may have arrived;"
                        + " before that: busy");
        assertThat(new Pending(3, NOW, null).abandoned(NOW).reason()).endsWith("no outcome of any attempt is known");
    }

    private static Pending underWay(int attempt) {
        return new Pending(attempt - 1, NOW, null).attempt(NOW, LEASE);
    }
}
