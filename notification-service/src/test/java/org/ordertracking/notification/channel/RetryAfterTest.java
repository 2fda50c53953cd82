package org.ordertracking.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void secondsAreCountedFromNow() {
        assertThat(RetryAfter.of(" 120 ", NOW)).contains(Duration.ofSeconds(120));
    }

    @Test
    void aDateIsWaitedFor() {
        assertThat(RetryAfter.of("Sat, 31 Jan 2026 12:05:00 GMT", NOW)).contains(Duration.ofMinutes(5));
    }

    @Test
    void aDateThatIsOverIsNotWaitedFor() {
        assertThat(RetryAfter.of("Fri, 30 Jan 2026 12:05:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "2026-01-31T12:05:00Z"})
    void whatCannotBeUnderstoodSaysNothing(String header) {
        assertThat(RetryAfter.of(header, NOW)).isEmpty();
    }
}
