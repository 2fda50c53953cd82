package org.ordertracking.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void aWorkloadThatBeginsAnewForgetsItsOwnFiguresOnly() {
        Results results = new Results();
        results.begin(new Run("produce", Instant.EPOCH, false), Set.of("produce", "cpu-produce"));
        results.add(new Sample("produce", Side.OURS, 0, 1, 0));
        results.add(new Sample("cpu-produce", Side.OURS, 0, 1, 0));
        results.add(new Sample("consume", Side.OURS, 0, 1, 0));
        results.add(new Failure("produce", "broke"));

        Run again = new Run("produce", Instant.EPOCH.plusSeconds(1), false);
        results.begin(again, Set.of("produce", "cpu-produce"));

        assertThat(results.samples()).extracting(Sample::row).containsExactly("consume");
        assertThat(results.failures()).isEmpty();
        assertThat(results.runs()).containsExactly(again);
    }
}
