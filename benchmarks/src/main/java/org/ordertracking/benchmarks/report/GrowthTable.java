package org.ordertracking.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ordertracking.benchmarks.measure.Figures;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.report.GrowthTitles.Titled;

/** The figures behind the small charts: a table for each dimension. */
final class GrowthTable {

    private GrowthTable() {}

    static String of(List<GrowthPoint> points, Reasons reasons) {
        StringBuilder text = new StringBuilder();
        for (Titled dimension : GrowthTitles.DIMENSIONS) {
            List<GrowthPoint> own = points.stream()
                    .filter(point -> point.dimension().equals(dimension.id()))
                    .toList();
            List<Titled> measures = GrowthTitles.MEASURES.stream()
                    .filter(measure ->
                            own.stream().anyMatch(point -> point.measure().equals(measure.id())))
                    .toList();
            if (!measures.isEmpty()) {
                text.append(table(dimension, measures, own, reasons)).append('\n');
            }
        }
        return text.toString();
    }

    private static String table(Titled dimension, List<Titled> measures, List<GrowthPoint> points, Reasons reasons) {
        StringBuilder text = new StringBuilder("| " + dimension.title() + " |");
        measures.forEach(measure -> text.append(' ').append(measure.title()).append(" |"));
        text.append("\n|---|").append("---|".repeat(measures.size())).append('\n');
        TreeMap<Double, String> rows = new TreeMap<>();
        for (GrowthPoint point : points) {
            rows.computeIfAbsent(point.step(), step -> row(step, measures, points));
        }
        rows.values().forEach(text::append);
        if (rows.size() > 1) {
            text.append("\nFrom the first step to the last, ")
                    .append(Figures.of(rows.lastKey() / rows.firstKey()))
                    .append(" times as many ")
                    .append(dimension.title())
                    .append(": ");
            text.append(measures.stream()
                    .map(measure -> measure.id() + " " + Figures.ratio(factor(measure, points)))
                    .collect(Collectors.joining(", ")));
            text.append('.');
            reasons.of(dimension.id()).ifPresent(reason -> text.append(' ').append(reason));
            text.append('\n');
        }
        return text.toString();
    }

    /** Its value at the last step over that at the first. */
    private static double factor(Titled measure, List<GrowthPoint> points) {
        List<GrowthPoint> own = points.stream()
                .filter(point -> point.measure().equals(measure.id()))
                .sorted(Comparator.comparingDouble(GrowthPoint::step))
                .toList();
        return own.get(own.size() - 1).value() / own.get(0).value();
    }

    private static String row(double step, List<Titled> measures, List<GrowthPoint> points) {
        StringBuilder text = new StringBuilder("| " + Figures.plain(step) + " |");
        for (Titled measure : measures) {
            String value = points.stream()
                    .filter(point -> point.step() == step && point.measure().equals(measure.id()))
                    .map(point -> Figures.of(point.value()))
                    .findFirst()
                    .orElse("");
            text.append(' ').append(value).append(" |");
        }
        return text.append('\n').toString();
    }
}
