package org.ordertracking.benchmarks.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aPercentileIsATimeThatSoManyDoNotExceed() {
        long[] first = LongStream.rangeClosed(1, 50).map(i -> i * 1_000_000).toArray();
        long[] second = LongStream.rangeClosed(51, 100).map(i -> i * 1_000_000).toArray();

        Latencies latencies = Latencies.of(List.of(second, first));

        assertThat(latencies.milliseconds(0.5)).isEqualTo(50);
        assertThat(latencies.milliseconds(0.99)).isEqualTo(99);
        assertThat(latencies.milliseconds(1)).isEqualTo(100);
    }

    @Test
    void ofOneTimeEveryPercentileIsThatTime() {
        assertThat(Latencies.of(List.of(new long[] {3_000_000})).milliseconds(0.5))
                .isEqualTo(3);
    }

    @Test
    void thereHaveToBeTimes() {
        assertThatThrownBy(() -> Latencies.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
