package org.ordertracking.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTest {

    private final Row speed = Row.higher("speed", "speed", "records/s", 1.3);
    private final Row memory = Row.lower("memory", "memory", "MiB", 0.35);

    @Test
    void aGoalFromBelowIsMetFromItsBoundOn() {
        assertThat(speed.isMetBy(1.3)).isTrue();
        assertThat(speed.isMetBy(1.29)).isFalse();
    }

    @Test
    void aGoalFromAboveIsMetUpToItsBound() {
        assertThat(memory.isMetBy(0.35)).isTrue();
        assertThat(memory.isMetBy(0.36)).isFalse();
    }

    @Test
    void aGoalSaysInWhichDirectionItBounds() {
        assertThat(speed.goalText()).isEqualTo("≥ 1.3×");
        assertThat(memory.goalText()).isEqualTo("≤ 0.35×");
        assertThat(Row.higher("x", "x", "x", 2).goalText()).isEqualTo("≥ 2×");
    }
}
