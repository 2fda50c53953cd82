package org.ordertracking.benchmarks.report;

import java.util.List;

/** How the page calls what grows, and what is measured of it. Ids are those of the raw file. */
final class GrowthTitles {

    /** @param id of the dimension or the measure */
    record Titled(String id, String title) {}

    static final List<Titled> DIMENSIONS = List.of(
            new Titled("growth-partitions", "partitions"),
            new Titled("growth-connections", "connections"),
            new Titled("growth-retained", "GB retained"));

    static final List<Titled> MEASURES = List.of(
            new Titled("memory", "resident memory, MiB"),
            new Titled("start", "restart to the first record, s"),
            new Titled("throughput", "produced, records/s"));

    private GrowthTitles() {}
}
