package org.ordertracking.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Figures;
import org.ordertracking.benchmarks.measure.Summary;

/** The table for a terminal. */
public final class ConsoleTable {

    private static final String FORMAT = "%-24s %-18s %-30s %-30s %-8s %-20s %-8s %-4s %s";

    private ConsoleTable() {}

    public static List<String> lines(List<Comparison> comparisons) {
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT.formatted(
                "row",
                "unit",
                "ours [least..most]",
                "Kafka [least..most]",
                "ratio",
                "[of pairs]",
                "goal",
                "met",
                "pairs"));
        for (Comparison comparison : comparisons) {
            Summary ratios = comparison.ratios();
            lines.add(FORMAT.formatted(
                    comparison.row().id(),
                    comparison.row().unit(),
                    spread(comparison.ours()),
                    spread(comparison.kafka()),
                    Figures.ratio(comparison.ratio()),
                    "[" + Figures.ratio(ratios.least()) + ".." + Figures.ratio(ratios.most()) + "]",
                    comparison.row().goalText(),
                    comparison.isMet() ? "yes" : "no",
                    comparison.pairs()
                            + (comparison.disturbed() > 0 ? ", " + comparison.disturbed() + " DISTURBED" : "")));
        }
        return lines;
    }

    private static String spread(Summary summary) {
        return Figures.of(summary.median()) + " [" + Figures.of(summary.least()) + ".." + Figures.of(summary.most())
                + "]";
    }
}
