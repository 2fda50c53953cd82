package org.ordertracking.endtoend.monitoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ordertracking.endtoend.client.PrometheusApi;
import org.ordertracking.endtoend.monitoring.Dashboard.Variable;

/**
 * Puts values in the place of a dashboard's variables as Grafana does when a reader has chosen "All": a regular expression of
 * every value there is.
 */
final class Interpolation {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), ([a-z_]+)\\)");

    /**
     * Grafana computes them from the time range and the width of the panel. Here all of the test lies within: a slow machine
     * must not make of what happened something that was too long ago.
     */
    private static final Map<String, String> BUILT_IN = Map.of(
            "$__rate_interval", "15m",
            "$__interval", "15s",
            "$__range", "15m");

    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}]");

    private final PrometheusApi prometheus;
    private final Map<String, String> values = new TreeMap<>();

    private Interpolation(PrometheusApi prometheus) {
        this.prometheus = prometheus;
    }

    static Interpolation of(Dashboard dashboard, PrometheusApi prometheus) {
        Interpolation interpolation = new Interpolation(prometheus);
        for (Variable variable : dashboard.variables()) {
            List<String> choice = interpolation.choiceOf(variable);
            interpolation.values.put(
                    "$" + variable.name(),
                    choice.stream().map(Interpolation::literally).collect(Collectors.joining("|", "(", ")")));
        }
        return interpolation;
    }

    /** The values that a reader can choose. A variable may depend on those before it. */
    List<String> choiceOf(Variable variable) {
        Matcher labelValues = LABEL_VALUES.matcher(variable.query());
        if (!labelValues.matches()) {
            throw new IllegalArgumentException(
                    variable.name() + " is not label_values(series, label): " + variable.query());
        }
        String label = labelValues.group(2);
        return prometheus.query("count by (" + label + ") (" + interpolate(labelValues.group(1)) + ")").stream()
                .map(sample -> sample.labels().get(label))
                .toList();
    }

    String interpolate(String expression) {
        String result = expression;
        for (Map.Entry<String, String> value : values.entrySet()) {
            result = result.replace(value.getKey(), value.getValue());
        }
        for (Map.Entry<String, String> builtIn : BUILT_IN.entrySet()) {
            result = result.replace(builtIn.getKey(), builtIn.getValue());
        }
        return result;
    }

    /** A value as a regular expression that matches nothing else, in a string of the query language. */
    private static String literally(String value) {
        return SPECIAL.matcher(value).replaceAll("\\\\\\\\$0");
    }
}
