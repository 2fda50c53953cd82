package org.ordertracking.benchmarks.report;

import java.util.List;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Sample;
import org.ordertracking.benchmarks.measure.Side;

/** Comparisons of a pair, for what shows them. */
final class Comparisons {

    private Comparisons() {}

    static Comparison of(Row row, double ours, double kafka) {
        return of(row, ours, kafka, 0);
    }

    static Comparison of(Row row, double ours, double kafka, double others) {
        List<Sample> samples = List.of(
                new Sample(row.id(), Side.OURS, 0, ours, others), new Sample(row.id(), Side.KAFKA, 0, kafka, 0));
        return Comparison.of(row, samples).orElseThrow();
    }
}
