package org.ordertracking.messaging.topics;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * A channel by which a service reads a topic, as its configuration names it.
 *
 * @param connector what carries it: Kafka, or memory in tests
 * @param deadLetters the topic for what cannot be applied
 */
public record IncomingChannel(String topic, String connector, Optional<String> deadLetters) {

    private static final String PREFIX = "mp.messaging.incoming.";
    private static final String CONNECTOR = ".connector";
    private static final String PATTERN = ".pattern";

    /** All that are configured, but for those that read topics by a pattern. */
    public static List<IncomingChannel> of(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(property -> property.startsWith(PREFIX) && property.endsWith(CONNECTOR))
                .map(property -> property.substring(PREFIX.length(), property.length() - CONNECTOR.length()))
                .filter(channel -> !config.getOptionalValue(PREFIX + channel + PATTERN, Boolean.class)
                        .orElse(false))
                .sorted()
                .map(channel -> of(channel, config))
                .toList();
    }

    private static IncomingChannel of(String channel, Config config) {
        String prefix = PREFIX + channel;
        return new IncomingChannel(
                config.getOptionalValue(prefix + ".topic", String.class).orElse(channel.replace("\"", "")),
                config.getValue(prefix + CONNECTOR, String.class),
                config.getOptionalValue(prefix + ".dead-letter-queue.topic", String.class));
    }
}
