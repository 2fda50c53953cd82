package org.ordertracking.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.benchmarks.measure.Failure;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Run;
import org.ordertracking.benchmarks.measure.Sample;
import org.ordertracking.benchmarks.measure.Side;

class RawFileTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Results results = new Results();
        results.fact("kernel", "Linux 6");
        results.begin(new Run("produce", Instant.parse("2026-11-26T21:00:00Z"), true), Set.of("produce"));
        results.add(new Sample("produce", Side.KAFKA, 3, 123.456, 0.25));
        results.add(new GrowthPoint("partitions", 1000, "memory", 210.5));
        results.add(new Failure("restart", "a reason\nof two lines"));

        Path file = folder.resolve("raw/results.tsv");
        RawFile.write(results, file);
        Results read = RawFile.read(file);

        assertThat(read.facts()).isEqualTo(results.facts());
        assertThat(read.runs()).isEqualTo(results.runs());
        assertThat(read.samples()).isEqualTo(results.samples());
        assertThat(read.growth()).isEqualTo(results.growth());
        assertThat(read.failures()).containsExactly(new Failure("restart", "a reason of two lines"));
    }

    @Test
    void aLineThatCannotBeReadIsShown() throws IOException {
        Path file = Files.writeString(folder.resolve("results.tsv"), "sample\tproduce\tNOBODY\t1\t2\t3\n");

        assertThatThrownBy(() -> RawFile.read(file)).hasMessageContaining("NOBODY");
    }
}
