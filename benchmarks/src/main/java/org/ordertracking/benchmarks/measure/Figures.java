package org.ordertracking.benchmarks.measure;

import java.util.Locale;

/** How figures are written: three digits that count, thousands apart. */
public final class Figures {

    private Figures() {}

    /** With three significant digits at least, and whole from a hundred on. */
    public static String of(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** A ratio, with two digits after the point below ten. */
    public static String ratio(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.1f×" : "%.2f×", value);
    }

    /** Without digits that say nothing: 2 rather than 2.0. */
    public static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
