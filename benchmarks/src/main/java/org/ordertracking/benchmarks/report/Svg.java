package org.ordertracking.benchmarks.report;

import java.util.Locale;

/**
 * A drawing that is read on light and on dark: a card with colours of its own, which follow the reader's scheme. Elements have the
 * classes of its style sheet: {@code grid}, {@code met}, {@code short}, {@code whisker}, {@code goal}, {@code line}, {@code dot};
 * texts {@code head}, {@code faint}, {@code end} (aligned to the right), {@code middle}.
 */
final class Svg {

    private static final String STYLE = """
            .card { fill: #ffffff; stroke: #d0d7de; }
            text { fill: #1f2328; font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
            .head { font-weight: 600; }
            .faint { fill: #59636e; font-size: 12px; }
            .end { text-anchor: end; }
            .middle { text-anchor: middle; }
            .grid { stroke: #d8dee4; }
            .one { stroke: #59636e; }
            .met { fill: #2f74c0; }
            .short { fill: #c9631a; }
            .whisker { stroke: #1f2328; stroke-width: 1.5; }
            .goal { stroke: #1a7f37; stroke-width: 3; }
            .line { fill: none; stroke: #2f74c0; stroke-width: 2; }
            .dot { fill: #2f74c0; }
            @media (prefers-color-scheme: dark) {
              .card { fill: #0d1117; stroke: #30363d; }
              text { fill: #e6edf3; }
              .faint { fill: #9198a1; }
              .grid { stroke: #272d35; }
              .one { stroke: #9198a1; }
              .met { fill: #5aa0ea; }
              .short { fill: #e0843f; }
              .whisker { stroke: #e6edf3; }
              .goal { stroke: #4ac26b; }
              .line { stroke: #5aa0ea; }
              .dot { fill: #5aa0ea; }
            }
            """;

    private final StringBuilder elements = new StringBuilder();
    private final double width;
    private final double height;
    private final String title;

    /** @param title what it shows, for those who do not see it */
    Svg(double width, double height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    void rectangle(String style, double x, double y, double wide, double high) {
        elements.append("  <rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
                .formatted(style, number(x), number(y), number(wide), number(high)));
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        elements.append("  <line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                .formatted(style, number(x1), number(y1), number(x2), number(y2)));
    }

    void circle(String style, double x, double y, double radius) {
        elements.append("  <circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
                .formatted(style, number(x), number(y), number(radius)));
    }

    void polyline(String style, Iterable<double[]> points) {
        StringBuilder text = new StringBuilder();
        for (double[] point : points) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(number(point[0]))
                    .append(',')
                    .append(number(point[1]));
        }
        elements.append("  <polyline class=\"%s\" points=\"%s\"/>\n".formatted(style, text));
    }

    void text(String style, double x, double y, String text) {
        elements.append("  <text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
                .formatted(style, number(x), number(y), escaped(text)));
    }

    /** The whole document. */
    String document() {
        String head =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\">\n"
                        .formatted(number(width), number(height), number(width), number(height));
        String card = "  <rect class=\"card\" x=\"0.5\" y=\"0.5\" width=\"%s\" height=\"%s\" rx=\"6\"/>\n"
                .formatted(number(width - 1), number(height - 1));
        return head + "  <title>" + escaped(title) + "</title>\n  <style>\n" + STYLE.indent(4) + "  </style>\n" + card
                + elements + "</svg>\n";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
