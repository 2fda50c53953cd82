package org.ordertracking.endtoend.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that docs/metrics.md names, by the heading of their table. */
final class MetricsPage {

    private static final int COLUMNS = 6;

    /** One row of a table. */
    record Row(String heading, String prometheus, String micrometer, ShownMetric metric) {}

    private final List<Row> rows;

    private MetricsPage(List<Row> rows) {
        this.rows = rows;
    }

    static MetricsPage read() {
        Path page = Path.of(System.getProperty("modules.directory"), "docs", "metrics.md");
        try {
            return new MetricsPage(rows(Files.readAllLines(page)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + page, e);
        }
    }

    private static List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        String heading = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
            List<String> cells = cells(line);
            if (cells.size() == COLUMNS && cells.get(0).startsWith("`")) {
                String name = plain(cells.get(0));
                rows.add(new Row(
                        heading, name, plain(cells.get(1)), new ShownMetric(name, cells.get(2), labels(cells.get(4)))));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return line.startsWith("| ")
                ? Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }

    private static Set<String> labels(String cell) {
        return Stream.of(plain(cell).split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All rows. */
    List<Row> rows() {
        return rows;
    }

    /** What the page promises of one service. */
    Set<ShownMetric> of(String service) {
        List<String> headings =
                service.equals("broker-service") ? List.of(service) : List.of("All four services", service);
        return rows.stream()
                .filter(row -> headings.contains(row.heading()))
                .map(Row::metric)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
