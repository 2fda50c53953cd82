package org.ordertracking.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.benchmarks.measure.Row;

class CatalogTest {

    @TempDir
    private Path scratch;

    private List<Workload> all() throws IOException {
        Place place = new Place(scratch, Path.of("java"), Optional.empty(), Path.of("flags"), 10, 1000);
        return Stream.concat(Catalog.served(scratch).stream(), Catalog.lifecycle(place).stream())
                .map(Workload.class::cast)
                .toList();
    }

    @Test
    void noTwoRowsShareAnId() throws IOException {
        List<String> rows = all().stream()
                .flatMap(workload -> workload.rows().stream())
                .map(Row::id)
                .toList();

        assertThat(rows).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @Test
    void noTwoWorkloadsShareAnId() throws IOException {
        assertThat(all()).extracting(Workload::id).doesNotHaveDuplicates();
    }

    @Test
    void theRowOfProcessorTimeIsOneOfAWorkloadsRows() throws IOException {
        assertThat(Catalog.served(scratch))
                .allSatisfy(workload -> assertThat(workload.rows())
                        .containsAll(workload.cpuRow().stream().toList()));
    }
}
