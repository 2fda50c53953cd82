package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of broker-service, as Prometheus would read them. */
public final class BrokerMetrics {

    private static final String ANSWERED = "^broker_request_duration_seconds_count\\{[^}]*api=\"%s\"[^}]*} (\\S+)$";

    private final String text;

    private BrokerMetrics(String text) {
        this.text = text;
    }

    /** The metrics as of now. */
    public static BrokerMetrics of(URI brokerService) {
        return new BrokerMetrics(new HttpJson(brokerService).text("/q/metrics"));
    }

    /** The sum of all series of a name; 0 when there is none. */
    public double sum(String name) {
        double sum = 0;
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + "(\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(text);
        while (line.find()) {
            sum += Double.parseDouble(line.group(2));
        }
        return sum;
    }

    /** The sum of the series of a name that have a label, as {@code area="heap"}. */
    public long sumWhere(String name, String label) {
        return (long) text.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The series of a name, as they are. */
    public List<String> lines(String name) {
        return text.lines().filter(line -> line.startsWith(name)).toList();
    }

    /** How many series there are. */
    public long series() {
        return text.lines().filter(line -> !line.startsWith("#")).count();
    }

    /** How many requests of a Kafka API, by its name in the protocol, have been answered since the start; it shows with the first. */
    public long answered(String api) {
        Matcher line = Pattern.compile(ANSWERED.formatted(Pattern.quote(api)), Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }
}
