package org.ordertracking.endtoend.client;

import java.net.URI;
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

    /** How many requests of a Kafka API, by its name in the protocol, have been answered since the start; it shows with the first. */
    public long answered(String api) {
        Matcher line = Pattern.compile(ANSWERED.formatted(Pattern.quote(api)), Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }
}
