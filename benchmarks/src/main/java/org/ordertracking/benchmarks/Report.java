package org.ordertracking.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.measure.Better;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Side;
import org.ordertracking.benchmarks.report.BrokerSection;
import org.ordertracking.benchmarks.report.ConsoleTable;
import org.ordertracking.benchmarks.report.GrowthChart;
import org.ordertracking.benchmarks.report.Page;
import org.ordertracking.benchmarks.report.RatioChart;
import org.ordertracking.benchmarks.report.Reasons;

/** Says what was measured: on the console, and on the page with its charts. */
final class Report {

    private static final Path PAGE = Path.of("docs/performance.md");
    private static final Path IMAGES = Path.of("docs/images");
    private static final Path REASONS = Path.of("benchmarks/reasons.txt");

    private final Results results;
    private final Map<Side, Installation> installations;

    Report(Results results, Map<Side, Installation> installations) {
        this.results = results;
        this.installations = installations;
    }

    /** @param write whether the page is written, too */
    void publish(List<Row> rows, boolean write) throws IOException {
        List<Comparison> comparisons = rows.stream()
                .map(row -> Comparison.of(row, results.samples()))
                .flatMap(Optional::stream)
                .toList();
        ConsoleTable.lines(comparisons).forEach(System.out::println);
        results.failures()
                .forEach(failure -> System.out.println("FAILED " + failure.workload() + ", " + failure.reason()));
        if (write) {
            write(comparisons);
        }
    }

    private void write(List<Comparison> comparisons) throws IOException {
        Map<String, String> configurations = new LinkedHashMap<>();
        for (Side side : Side.values()) {
            configurations.put(side.title(), installations.get(side).configuration());
        }
        Page.replace(PAGE, BrokerSection.of(results, comparisons, Reasons.read(REASONS), configurations));
        Files.createDirectories(IMAGES);
        chart(BrokerSection.FASTER, "More is better: broker-service ÷ Apache Kafka", Better.HIGHER, comparisons);
        chart(BrokerSection.LEANER, "Less is better: broker-service ÷ Apache Kafka", Better.LOWER, comparisons);
        if (!results.growth().isEmpty()) {
            Files.writeString(IMAGES.resolve(BrokerSection.GROWTH), GrowthChart.of(results.growth()));
        }
    }

    private void chart(String file, String heading, Better better, List<Comparison> comparisons) throws IOException {
        List<Comparison> own = comparisons.stream()
                .filter(comparison -> comparison.row().better() == better)
                .toList();
        Files.writeString(IMAGES.resolve(file), RatioChart.of(heading, own));
    }
}
