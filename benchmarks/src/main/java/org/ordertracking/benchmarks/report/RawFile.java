package org.ordertracking.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ordertracking.benchmarks.measure.Failure;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Run;
import org.ordertracking.benchmarks.measure.Sample;
import org.ordertracking.benchmarks.measure.Side;

/** Results as lines of fields with tabs between them, the first of which says what the line is. */
public final class RawFile {

    private static final String FACT = "fact";
    private static final String RUN = "run";
    private static final String SAMPLE = "sample";
    private static final String GROWTH = "growth";
    private static final String FAILURE = "failure";

    private RawFile() {}

    /** Writes all, in the place of what was there. */
    public static void write(Results results, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        results.facts().forEach((name, value) -> lines.add(line(FACT, name, value)));
        results.runs().forEach(run -> lines.add(line(RUN, run.workload(), run.at(), run.quick())));
        results.samples()
                .forEach(sample -> lines.add(
                        line(SAMPLE, sample.row(), sample.side(), sample.pair(), sample.value(), sample.others())));
        results.growth()
                .forEach(point ->
                        lines.add(line(GROWTH, point.dimension(), point.step(), point.measure(), point.value())));
        results.failures().forEach(failure -> lines.add(line(FAILURE, failure.workload(), failure.reason())));
        Files.createDirectories(file.getParent());
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.write(whole, lines);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws IllegalArgumentException with the line that cannot be read */
    public static Results read(Path file) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            try {
                add(fields, results);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("cannot be read in " + file + ": " + line, e);
            }
        }
        return results;
    }

    private static void add(String[] fields, Results results) {
        switch (fields[0]) {
            case FACT -> results.fact(fields[1], fields[2]);
            case RUN -> results.add(new Run(fields[1], Instant.parse(fields[2]), Boolean.parseBoolean(fields[3])));
            case SAMPLE ->
                results.add(new Sample(
                        fields[1],
                        Side.valueOf(fields[2]),
                        Integer.parseInt(fields[3]),
                        Double.parseDouble(fields[4]),
                        Double.parseDouble(fields[5])));
            case GROWTH ->
                results.add(new GrowthPoint(
                        fields[1], Double.parseDouble(fields[2]), fields[3], Double.parseDouble(fields[4])));
            case FAILURE -> results.add(new Failure(fields[1], fields[2]));
            default -> throw new IllegalArgumentException("no such kind of line: " + fields[0]);
        }
    }

    private static String line(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(field.toString().replaceAll("[\\t\\n\\r]+", " "));
        }
        return String.join("\t", texts);
    }
}
