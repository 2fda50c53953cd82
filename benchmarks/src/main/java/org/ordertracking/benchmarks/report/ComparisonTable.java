package org.ordertracking.benchmarks.report;

import java.util.List;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Figures;

/** The table of the page, and below it what falls short. */
final class ComparisonTable {

    private static final String DISTURBED = "†";

    private ComparisonTable() {}

    static String of(List<Comparison> comparisons, Reasons reasons) {
        StringBuilder text = new StringBuilder("""
                | workload | unit | broker-service | Apache Kafka | ratio (pairs) | goal | met |
                |---|---|---|---|---|---|---|
                """);
        for (Comparison comparison : comparisons) {
            text.append("| %s | %s | %s | %s | **%s** (%s to %s)%s | %s | %s |\n"
                    .formatted(
                            comparison.row().title(),
                            comparison.row().unit(),
                            Figures.of(comparison.ours().median()),
                            Figures.of(comparison.kafka().median()),
                            Figures.ratio(comparison.ratio()),
                            Figures.ratio(comparison.ratios().least()),
                            Figures.ratio(comparison.ratios().most()),
                            comparison.disturbed() > 0 ? " " + DISTURBED : "",
                            comparison.row().goalText(),
                            comparison.isMet() ? "yes" : "no"));
        }
        if (comparisons.stream().anyMatch(comparison -> comparison.disturbed() > 0)) {
            text.append("\n%s Other programs took more than 15 %% of the processors during: %s.\n"
                    .formatted(DISTURBED, disturbed(comparisons)));
        }
        text.append(shortOfGoal(comparisons, reasons));
        return text.toString();
    }

    private static String disturbed(List<Comparison> comparisons) {
        return String.join(
                "; ",
                comparisons.stream()
                        .filter(comparison -> comparison.disturbed() > 0)
                        .map(comparison -> "%s, %d of %d pairs"
                                .formatted(comparison.row().id(), comparison.disturbed(), comparison.pairs()))
                        .toList());
    }

    private static String shortOfGoal(List<Comparison> comparisons, Reasons reasons) {
        StringBuilder text = new StringBuilder();
        for (Comparison comparison : comparisons) {
            if (!comparison.isMet()) {
                text.append("- **%s**: %s; the goal is %s. %s\n"
                        .formatted(
                                comparison.row().title(),
                                Figures.ratio(comparison.ratio()),
                                comparison.row().goalText(),
                                reasons.of(comparison.row().id()).orElse("The reason is not known yet.")));
            }
        }
        return text.isEmpty() ? "\nEvery goal is met.\n" : "\nShort of the goal:\n\n" + text;
    }
}
