package org.ordertracking.benchmarks.report;

import java.util.List;
import org.ordertracking.benchmarks.measure.Comparison;
import org.ordertracking.benchmarks.measure.Figures;

/**
 * One bar for each row, from Kafka's value at 1× to ours, on a scale that doubles from line to line; the spread of the pairs as a
 * whisker, the goal as a tick.
 */
public final class RatioChart {

    private static final double WIDTH = 880;
    private static final double LEFT = 370;
    private static final double RIGHT = 795;
    private static final double TOP = 78;
    private static final double ROW = 26;
    private static final double BAR = 12;
    private static final double BOTTOM = 30;

    private final String heading;
    private final List<Comparison> comparisons;
    private final int lowest;
    private final int highest;

    private RatioChart(String heading, List<Comparison> comparisons) {
        this.heading = heading;
        this.comparisons = comparisons;
        double least = 1;
        double most = 1;
        for (Comparison comparison : comparisons) {
            double goal = comparison.row().goal();
            least = Math.min(least, Math.min(goal, comparison.ratios().least()));
            most = Math.max(most, Math.max(goal, comparison.ratios().most()));
        }
        this.lowest = (int) Math.floor(Math.log(least) / Math.log(2));
        this.highest = Math.max(lowest + 1, (int) Math.ceil(Math.log(most) / Math.log(2)));
    }

    /** @param heading says in which direction bars are good */
    public static String of(String heading, List<Comparison> comparisons) {
        return new RatioChart(heading, comparisons).drawn();
    }

    private String drawn() {
        double end = TOP + comparisons.size() * ROW;
        Svg svg = new Svg(WIDTH, end + BOTTOM, heading);
        svg.text("head", 20, 28, heading);
        legend(svg);
        for (int power = lowest; power <= highest; power++) {
            double x = x(Math.pow(2, power));
            svg.line(power == 0 ? "one" : "grid", x, TOP - 6, x, end);
            svg.text("faint middle", x, end + 18, lineText(power));
        }
        for (int i = 0; i < comparisons.size(); i++) {
            row(svg, comparisons.get(i), TOP + i * ROW + ROW / 2);
        }
        return svg.document();
    }

    private void legend(Svg svg) {
        svg.rectangle("met", 20, 43, 22, BAR);
        svg.text("faint", 48, 53, "goal met");
        svg.rectangle("short", 120, 43, 22, BAR);
        svg.text("faint", 148, 53, "goal not met");
        svg.line("goal", 240, 41, 240, 57);
        svg.text("faint", 248, 53, "goal");
        svg.line("whisker", 300, 49, 326, 49);
        svg.text("faint", 332, 53, "least and most of the pairs");
        svg.text("faint", 520, 53, "1×: as Apache Kafka");
    }

    private void row(Svg svg, Comparison comparison, double middle) {
        double one = x(1);
        double end = x(comparison.ratio());
        svg.text("end", LEFT - 14, middle + 4, comparison.row().title());
        svg.rectangle(
                comparison.isMet() ? "met" : "short",
                Math.min(one, end),
                middle - BAR / 2,
                Math.max(1, Math.abs(end - one)),
                BAR);
        svg.line(
                "whisker",
                x(comparison.ratios().least()),
                middle,
                x(comparison.ratios().most()),
                middle);
        double goal = x(comparison.row().goal());
        svg.line("goal", goal, middle - BAR / 2 - 3, goal, middle + BAR / 2 + 3);
        svg.text("head", RIGHT + 14, middle + 4, Figures.ratio(comparison.ratio()));
    }

    private double x(double ratio) {
        double power = Math.log(ratio) / Math.log(2);
        return LEFT + (power - lowest) / (highest - lowest) * (RIGHT - LEFT);
    }

    private static String lineText(int power) {
        return power >= 0 ? (1L << power) + "×" : "1/" + (1L << -power) + "×";
    }
}
