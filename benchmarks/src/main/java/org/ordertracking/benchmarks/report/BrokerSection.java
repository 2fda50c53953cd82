package org.ordertracking.benchmarks.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Failure;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Run;

/** What the page says of a measurement: when and where it was, charts, tables, what failed, and both configurations. */
public final class BrokerSection {

    public static final String FASTER = "performance-more.svg";
    public static final String LEANER = "performance-less.svg";
    public static final String GROWTH = "performance-growth.svg";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private BrokerSection() {}

    /** @param configurations of the brokers by title */
    public static String of(
            Results results, List<Comparison> comparisons, Reasons reasons, Map<String, String> configurations) {
        StringBuilder text = new StringBuilder(measured(results.runs(), comparisons));
        text.append("\n![Rows where more is better](images/%s)\n\n![Rows where less is better](images/%s)\n\n"
                .formatted(FASTER, LEANER));
        text.append(ComparisonTable.of(comparisons, reasons));
        if (!results.failures().isEmpty()) {
            text.append("\nNot measured, because the run failed:\n\n");
            for (Failure failure : results.failures()) {
                text.append("- %s: `%s`\n"
                        .formatted(failure.workload(), failure.reason().replace('`', '\'')));
            }
        }
        text.append("\n### The machine and both configurations\n\n");
        results.facts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(fact -> text.append("- %s: %s\n".formatted(fact.getKey(), fact.getValue())));
        configurations.forEach((broker, configuration) ->
                text.append("\n%s:\n\n```\n%s\n```\n".formatted(broker, configuration.strip())));
        if (!results.growth().isEmpty()) {
            text.append("\n### How cost grows\n\n![How cost grows](images/%s)\n\n".formatted(GROWTH));
            text.append(GrowthTable.of(results.growth(), reasons));
        }
        return text.toString();
    }

    private static String measured(List<Run> runs, List<Comparison> comparisons) {
        Instant first =
                runs.stream().map(Run::at).min(Comparator.naturalOrder()).orElseThrow();
        Instant last = runs.stream().map(Run::at).max(Comparator.naturalOrder()).orElseThrow();
        int fewest = comparisons.stream().mapToInt(Comparison::pairs).min().orElse(0);
        StringBuilder text = new StringBuilder("Measured from %s to %s UTC, %d pairs or more of each row.\n"
                .formatted(MINUTE.format(first), MINUTE.format(last), fewest));
        String quick =
                runs.stream().filter(Run::quick).map(Run::workload).sorted().collect(Collectors.joining(", "));
        if (!quick.isEmpty()) {
            text.append("With less work and data than a full run (`--quick`), so less exact: ")
                    .append(quick)
                    .append(".\n");
        }
        return text.toString();
    }
}
