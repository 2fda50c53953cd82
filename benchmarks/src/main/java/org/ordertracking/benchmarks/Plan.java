package org.ordertracking.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ordertracking.benchmarks.growth.Connections;
import org.ordertracking.benchmarks.growth.Dimension;
import org.ordertracking.benchmarks.growth.Partitions;
import org.ordertracking.benchmarks.growth.RetainedBytes;
import org.ordertracking.benchmarks.measure.Figures;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.workload.Catalog;
import org.ordertracking.benchmarks.workload.LifecycleWorkload;
import org.ordertracking.benchmarks.workload.Place;
import org.ordertracking.benchmarks.workload.ServedWorkload;

/** What there is to measure, and what of it the options want, in which size. */
final class Plan {

    private static final Path IMAGE = Path.of("images/jvm");

    private final Options options;
    private final List<ServedWorkload> served;
    private final List<LifecycleWorkload> lifecycle;
    private final List<Dimension> growth;

    /** @param scratch folder for data and files that clients need */
    Plan(Options options, Path scratch, Path java) throws IOException {
        this.options = options;
        boolean quick = options.quick();
        this.served = Catalog.served(scratch);
        this.lifecycle = Catalog.lifecycle(new Place(
                scratch,
                java,
                options.aotJava().map(home -> home.resolve("bin/java")),
                IMAGE.toAbsolutePath(),
                options.gigabytes(),
                quick ? 300_000 : 1_000_000));
        this.growth = List.of(
                new Partitions(
                        java,
                        scratch,
                        quick ? List.of(1, 100, 1000) : List.of(1, 10, 100, 1000, 5000),
                        quick ? 50_000 : 200_000),
                new Connections(
                        java, scratch, quick ? List.of(1, 100, 500) : List.of(1, 10, 100, 500, 2000), quick ? 1 : 4),
                new RetainedBytes(java, scratch, quick ? List.of(0.25, 0.5, 1.0) : List.of(1.0, 5.0, 10.0, 20.0)));
    }

    /** What of the plan a reader has to know beside the machine, by name. */
    Map<String, String> facts() {
        return options.wants(Catalog.RESTART)
                ? Map.of("data of the restarts", Figures.plain(options.gigabytes()) + " GB of records of 1 KiB")
                : Map.of();
    }

    /** All rows of the table, whether wanted or not. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        served.forEach(workload -> rows.addAll(workload.rows()));
        lifecycle.forEach(workload -> rows.addAll(workload.rows()));
        return rows;
    }

    List<ServedWorkload> served() {
        return served.stream().filter(workload -> options.wants(workload.id())).toList();
    }

    List<LifecycleWorkload> lifecycle() {
        return lifecycle.stream()
                .filter(workload -> options.wants(workload.id()))
                .toList();
    }

    List<Dimension> growth() {
        return options.growth()
                ? growth.stream()
                        .filter(dimension -> options.wants(dimension.id()))
                        .toList()
                : List.of();
    }
}
