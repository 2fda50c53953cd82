package org.ordertracking.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T13:59:59.999Z, 2026-03-01T12:00:00Z",
        "2026-03-01T14:00:00Z, 2026-03-01T14:00:00Z",
        "1969-12-31T23:30:00Z, 1969-12-31T22:00:00Z",
    })
    void slotsFollowEachOtherWithoutAGap(Instant moment, Instant start) {
        assertThat(Slot.holding(moment, Duration.ofHours(2)))
                .isEqualTo(new Slot(start, start.plus(Duration.ofHours(2))));
    }

    @Test
    void aSlotThatEndsAsItStartsIsNone() {
        assertThatThrownBy(() -> new Slot(NOON, NOON)).isInstanceOf(IllegalArgumentException.class);
    }
}
