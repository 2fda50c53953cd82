package org.ordertracking.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ordertracking.benchmarks.measure.Figures;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.report.GrowthTitles.Titled;

/** A small chart for each dimension (a row) and measure (a column). Steps are on a logarithmic scale, values begin at zero. */
public final class GrowthChart {

    private static final double WIDTH = 880;
    private static final double TOP = 56;
    private static final double LEFT = 20;
    private static final double CELL_WIDTH = 280;
    private static final double CELL_HEIGHT = 165;
    private static final double PLOT_LEFT = 60;
    private static final double PLOT_RIGHT = 250;
    private static final double PLOT_TOP = 30;
    private static final double PLOT_BOTTOM = 120;

    private GrowthChart() {}

    /** Of whatever there are points for. */
    public static String of(List<GrowthPoint> points) {
        List<Titled> dimensions = GrowthTitles.DIMENSIONS.stream()
                .filter(dimension ->
                        points.stream().anyMatch(point -> point.dimension().equals(dimension.id())))
                .toList();
        Svg svg = new Svg(WIDTH, TOP + dimensions.size() * CELL_HEIGHT + 8, "How the cost of broker-service grows");
        svg.text(
                "head",
                20,
                28,
                "How the cost of broker-service grows (steps on a logarithmic scale, values from zero)");
        for (int row = 0; row < dimensions.size(); row++) {
            for (int column = 0; column < GrowthTitles.MEASURES.size(); column++) {
                Titled dimension = dimensions.get(row);
                Titled measure = GrowthTitles.MEASURES.get(column);
                List<GrowthPoint> cell = points.stream()
                        .filter(point -> point.dimension().equals(dimension.id())
                                && point.measure().equals(measure.id()))
                        .sorted(Comparator.comparingDouble(GrowthPoint::step))
                        .toList();
                if (!cell.isEmpty()) {
                    cell(svg, LEFT + column * CELL_WIDTH, TOP + row * CELL_HEIGHT, dimension, measure, cell);
                }
            }
        }
        return svg.document();
    }

    private static void cell(Svg svg, double x, double y, Titled dimension, Titled measure, List<GrowthPoint> points) {
        double most = points.stream().mapToDouble(GrowthPoint::value).max().orElseThrow();
        double top = roundedUp(most);
        double first = Math.log(points.get(0).step());
        double last = Math.log(points.get(points.size() - 1).step());
        svg.text("faint", x + PLOT_LEFT, y + 14, measure.title());
        for (double share : new double[] {0, 0.5, 1}) {
            double lineY = y + PLOT_BOTTOM - share * (PLOT_BOTTOM - PLOT_TOP);
            svg.line("grid", x + PLOT_LEFT, lineY, x + PLOT_RIGHT, lineY);
            svg.text("faint end", x + PLOT_LEFT - 6, lineY + 4, tick(top * share));
        }
        List<double[]> line = new ArrayList<>();
        for (GrowthPoint point : points) {
            double share = last > first ? (Math.log(point.step()) - first) / (last - first) : 0.5;
            double pointX = x + PLOT_LEFT + share * (PLOT_RIGHT - PLOT_LEFT);
            line.add(new double[] {pointX, y + PLOT_BOTTOM - point.value() / top * (PLOT_BOTTOM - PLOT_TOP)});
            svg.text("faint middle", pointX, y + PLOT_BOTTOM + 16, tick(point.step()));
        }
        svg.polyline("line", line);
        line.forEach(point -> svg.circle("dot", point[0], point[1], 3.5));
        svg.text("faint middle", x + (PLOT_LEFT + PLOT_RIGHT) / 2, y + PLOT_BOTTOM + 32, dimension.title());
    }

    /** The next of 1, 2, 2.5, 5 times a power of ten. */
    static double roundedUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String tick(double value) {
        if (value >= 10_000) {
            return Figures.plain(value / 1000) + "k";
        }
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : Figures.plain(value);
    }
}
