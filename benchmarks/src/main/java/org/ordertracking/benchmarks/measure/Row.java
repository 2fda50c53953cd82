package org.ordertracking.benchmarks.measure;

import java.util.Locale;

/**
 * One line of the table: what is measured, and what is asked of it.
 *
 * @param id short and lasting, such as {@code produce-default-acks1}: names the row in raw files and in the file of reasons
 * @param title for people
 * @param unit of the measured values
 * @param better which direction is good
 * @param goal bound of the ratio ours to Kafka: from below where higher is better, else from above
 */
public record Row(String id, String title, String unit, Better better, double goal) {

    public static Row higher(String id, String title, String unit, double goal) {
        return new Row(id, title, unit, Better.HIGHER, goal);
    }

    public static Row lower(String id, String title, String unit, double goal) {
        return new Row(id, title, unit, Better.LOWER, goal);
    }

    /** Whether a ratio ours to Kafka is as good as asked for. */
    public boolean isMetBy(double ratio) {
        return better == Better.HIGHER ? ratio >= goal : ratio <= goal;
    }

    /** The goal as the table shows it. */
    public String goalText() {
        return String.format(Locale.ROOT, "%s %s×", better == Better.HIGHER ? "≥" : "≤", Figures.plain(goal));
    }
}
