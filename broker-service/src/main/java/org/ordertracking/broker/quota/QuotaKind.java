package org.ordertracking.broker.quota;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.server.config.QuotaConfig;

/** What can be limited, under the names Kafka has for it. */
public enum QuotaKind {
    /** Bytes of produce requests per second. */
    PRODUCER_BYTE_RATE(QuotaConfig.PRODUCER_BYTE_RATE_OVERRIDE_CONFIG),
    /** Bytes of fetch responses per second. */
    CONSUMER_BYTE_RATE(QuotaConfig.CONSUMER_BYTE_RATE_OVERRIDE_CONFIG),
    /** Time of event loops, in percent of one of them. */
    REQUEST_PERCENTAGE(QuotaConfig.REQUEST_PERCENTAGE_OVERRIDE_CONFIG),
    /** Partitions created and deleted per second. */
    CONTROLLER_MUTATION_RATE(QuotaConfig.CONTROLLER_MUTATION_RATE_OVERRIDE_CONFIG),
    /** Connections of one IP address per second. */
    CONNECTION_CREATION_RATE(QuotaConfig.IP_CONNECTION_RATE_OVERRIDE_CONFIG);

    private static final Map<String, QuotaKind> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.key, Function.identity()));

    private final String key;

    QuotaKind(String key) {
        this.key = key;
    }

    /** The name in requests and in the metadata log. */
    public String key() {
        return key;
    }

    static Optional<QuotaKind> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
