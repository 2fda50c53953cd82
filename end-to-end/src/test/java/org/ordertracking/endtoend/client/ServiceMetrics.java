package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of one of the services, as Prometheus would read them. A value may be followed by an exemplar. */
public final class ServiceMetrics {

    private final HttpJson http;

    public ServiceMetrics(URI service) {
        this.http = new HttpJson(service);
    }

    /** The value of a metric without labels; 0 when there is none. */
    public double value(String metric) {
        Matcher series = Pattern.compile("^%s (\\S+)".formatted(Pattern.quote(metric)), Pattern.MULTILINE)
                .matcher(http.text("/q/metrics"));
        return series.find() ? Double.parseDouble(series.group(1)) : 0;
    }

    /** The sum over all series of a metric that have this label; 0 when there is none. */
    public double sum(String metric, String label, String value) {
        Matcher series = Pattern.compile(
                        "^%s\\{[^}]*\\b%s=\"%s\"[^}]*} (\\S+)"
                                .formatted(Pattern.quote(metric), Pattern.quote(label), Pattern.quote(value)),
                        Pattern.MULTILINE)
                .matcher(http.text("/q/metrics"));
        double sum = 0;
        while (series.find()) {
            sum += Double.parseDouble(series.group(1));
        }
        return sum;
    }
}
