package org.ordertracking.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Failure;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Run;

class BrokerSectionTest {

    private static final Row SPEED = Row.higher("speed", "produce quickly", "records/s", 1.5);
    private static final Row MEMORY = Row.lower("memory", "resident memory", "MiB", 0.35);

    @TempDir
    private Path folder;

    private String section(Results results, String reasons, Comparison... comparisons) throws IOException {
        Path file = Files.writeString(folder.resolve("reasons.txt"), reasons);
        return BrokerSection.of(
                results, List.of(comparisons), Reasons.read(file), Map.of("Apache Kafka", "num.partitions=1\n"));
    }

    private static Results measured(boolean quick) {
        Results results = new Results();
        results.begin(new Run("speed", Instant.parse("2026-11-26T21:00:00Z"), quick), Set.of("speed"));
        results.fact("kernel", "Linux 6");
        return results;
    }

    @Test
    void aRowHasBothValuesTheRatioItsSpreadAndWhetherTheGoalIsMet() throws IOException {
        assertThat(section(measured(false), "", Comparisons.of(SPEED, 200, 100)))
                .contains(
                        "| produce quickly | records/s | 200 | 100 | **2.00×** (2.00× to 2.00×) | ≥ 1.5× | yes |",
                        "Every goal is met.",
                        "2026-11-26 21:00",
                        "- kernel: Linux 6",
                        "num.partitions=1")
                .doesNotContain("--quick", "How cost grows");
    }

    @Test
    void aRowThatFallsShortHasTheReasonThatPeopleFound() throws IOException {
        String section = section(
                measured(false),
                "# reasons\nspeed: The client takes all of both cores.\n",
                Comparisons.of(SPEED, 120, 100),
                Comparisons.of(MEMORY, 50, 100));

        assertThat(section)
                .contains("- **produce quickly**: 1.20×; the goal is ≥ 1.5×. The client takes all of both cores.")
                .contains("- **resident memory**: 0.50×; the goal is ≤ 0.35×. The reason is not known yet.");
    }

    @Test
    void disturbedPairsAreMarkedAndCounted() throws IOException {
        assertThat(section(measured(false), "", Comparisons.of(SPEED, 200, 100, 0.5)))
                .contains("(2.00× to 2.00×) † |", "speed, 1 of 1 pairs");
    }

    @Test
    void whatFailedAndWhatWasShortIsSaid() throws IOException {
        Results results = measured(true);
        results.add(new Failure("restart", "no space"));

        assertThat(section(results, "", Comparisons.of(SPEED, 200, 100)))
                .contains("- restart: `no space`", "(`--quick`), so less exact: speed.");
    }

    @Test
    void growthHasATableForEachDimension() throws IOException {
        Results results = measured(false);
        results.add(new GrowthPoint("growth-partitions", 1, "memory", 150));
        results.add(new GrowthPoint("growth-partitions", 1000, "memory", 310));
        results.add(new GrowthPoint("growth-partitions", 1, "start", 1));
        results.add(new GrowthPoint("growth-partitions", 1000, "start", 1.5));

        assertThat(section(results, "growth-partitions: Each has a file.\n", Comparisons.of(SPEED, 200, 100)))
                .contains(
                        "| partitions | resident memory, MiB | restart to the first record, s |",
                        "| 1 | 150 | 1.00 |",
                        "| 1000 | 310 | 1.50 |",
                        "1,000 times as many partitions: memory 2.07×, start 1.50×. Each has a file.");
    }

    @Test
    void aReasonNeedsARow() throws IOException {
        Path file = Files.writeString(folder.resolve("reasons.txt"), "because\n");

        assertThatThrownBy(() -> Reasons.read(file)).hasMessageContaining("because");
    }
}
