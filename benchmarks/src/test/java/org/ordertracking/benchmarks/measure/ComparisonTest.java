package org.ordertracking.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Row ROW = Row.higher("speed", "speed", "records/s", 1.5);

    private static Sample sample(Side side, int pair, double value) {
        return new Sample("speed", side, pair, value, 0);
    }

    @Test
    void theRatioIsThatOfTheMediansAndTheSpreadThatWithinPairs() {
        Comparison comparison = Comparison.of(
                        ROW,
                        List.of(
                                sample(Side.OURS, 0, 20),
                                sample(Side.KAFKA, 0, 10),
                                sample(Side.OURS, 1, 60),
                                sample(Side.KAFKA, 1, 20),
                                sample(Side.OURS, 2, 30),
                                sample(Side.KAFKA, 2, 30)))
                .orElseThrow();

        assertThat(comparison.ratio()).isEqualTo(30.0 / 20);
        assertThat(comparison.ratios().least()).isEqualTo(1);
        assertThat(comparison.ratios().most()).isEqualTo(3);
        assertThat(comparison.pairs()).isEqualTo(3);
        assertThat(comparison.isMet()).isTrue();
    }

    @Test
    void halfAPairAndSamplesOfOtherRowsDoNotCount() {
        Comparison comparison = Comparison.of(
                        ROW,
                        List.of(
                                sample(Side.OURS, 0, 20),
                                sample(Side.KAFKA, 0, 10),
                                sample(Side.OURS, 1, 1000),
                                new Sample("other", Side.KAFKA, 1, 1, 0)))
                .orElseThrow();

        assertThat(comparison.pairs()).isEqualTo(1);
        assertThat(comparison.ours().most()).isEqualTo(20);
    }

    @Test
    void aPairIsDisturbedWhenOthersTookMuchDuringEitherRun() {
        Comparison comparison = Comparison.of(
                        ROW,
                        List.of(
                                sample(Side.OURS, 0, 20),
                                new Sample("speed", Side.KAFKA, 0, 10, 0.4),
                                sample(Side.OURS, 1, 20),
                                new Sample("speed", Side.KAFKA, 1, 10, Sample.DISTURBED)))
                .orElseThrow();

        assertThat(comparison.disturbed()).isEqualTo(1);
    }

    @Test
    void withoutAWholePairThereIsNothingToCompare() {
        assertThat(Comparison.of(ROW, List.of(sample(Side.OURS, 0, 20)))).isEmpty();
    }
}
