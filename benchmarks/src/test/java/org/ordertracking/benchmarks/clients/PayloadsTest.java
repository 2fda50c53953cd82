package org.ordertracking.benchmarks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadsTest {

    @Test
    void everyValueHasTheSizeThatWasAskedFor() {
        assertThat(Payloads.of(100)).allSatisfy(payload -> assertThat(payload).hasSize(100));
    }

    @Test
    void aFileHasOneValueALine(@TempDir Path folder) throws IOException {
        List<String> lines = Files.readAllLines(Payloads.file(folder, 1024));

        assertThat(lines)
                .hasSameSizeAs(Payloads.of(1024))
                .allSatisfy(line -> assertThat(line).hasSize(1024));
    }
}
