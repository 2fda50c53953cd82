package org.ordertracking.notification.domain;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(8, ofSeconds(2), ofSeconds(30));

    @Property
    void eachPauseIsBetweenAHalfAndTheWholeOfADoublingOneUpToTheLongest(
            @ForAll @IntRange(min = 1) int attempts, @ForAll long most, @ForAll long least) {
        long whole = attempts > 4 ? 30_000 : 1_000L << attempts;

        assertThat(policy.pauseAfter(attempts, new UUID(most, least))).isBetween(ofMillis(whole / 2), ofMillis(whole));
    }

    @Test
    void messagesThatFailedTogetherDoNotComeBackTogether() {
        assertThat(IntStream.range(0, 100).mapToObj(i -> policy.pauseAfter(5, UUID.randomUUID())))
                .satisfies(pauses -> assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(90));
    }

    @Test
    void theSameMessageHasTheSamePausesOnAnyInstance() {
        UUID message = UUID.randomUUID();

        assertThat(policy.pauseAfter(3, message)).isEqualTo(policy.pauseAfter(3, message));
    }

    @Test
    void theShortestAndTheLongestPauseThatCanBeSetAreKept() {
        UUID message = UUID.randomUUID();
        Duration century = Duration.ofDays(36_500);

        assertThat(new RetryPolicy(8, ofMillis(1), century).pauseAfter(1, message))
                .isBetween(ofMillis(0), ofMillis(1));
        assertThat(new RetryPolicy(8, century, century).pauseAfter(Integer.MAX_VALUE, message))
                .isBetween(century.dividedBy(2), century);
    }

    @Test
    void isExhaustedAfterTheLastAttemptOnly() {
        assertThat(policy.isExhaustedAfter(7)).isFalse();
        assertThat(policy.isExhaustedAfter(8)).isTrue();
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(0, ofSeconds(1), ofSeconds(1)))
                .withMessageContaining("maxAttempts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, Duration.ZERO, ofSeconds(1)))
                .withMessageContaining("firstPause");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, ofMinutes(1), ofSeconds(1)))
                .withMessageContaining("longestPause");
    }
}
