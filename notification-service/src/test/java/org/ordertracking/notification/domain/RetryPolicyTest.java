package org.ordertracking.notification.domain;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(8, ofSeconds(2), ofSeconds(30));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(policy.pauseAfter(1)).isEqualTo(ofSeconds(2));
        assertThat(policy.pauseAfter(2)).isEqualTo(ofSeconds(4));
        assertThat(policy.pauseAfter(4)).isEqualTo(ofSeconds(16));
        assertThat(policy.pauseAfter(5)).isEqualTo(ofSeconds(30));
    }

    @Test
    void pausesStayAtTheLongestHoweverOftenItFails() {
        assertThat(policy.pauseAfter(Integer.MAX_VALUE)).isEqualTo(ofSeconds(30));
        assertThat(new RetryPolicy(8, ofMillis(1), Duration.ofDays(36_500)).pauseAfter(Integer.MAX_VALUE))
                .isPositive();
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
