package org.ordertracking.messaging.topics;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.Config;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.projection.Projection;

/**
 * Which topics a service needs, and how they are to be: its own, those of its incoming Kafka channels, the dead-letter
 * topics of these channels, and those that its views are made from.
 *
 * <p>Also topics that it only reads: whoever starts first creates them, and a topic is the same whoever creates it. A
 * consumer that waits for a topic would notice it late, and a broker that creates topics by itself would do it wrongly.
 */
@Singleton
public class TopicPlan {

    private static final String KAFKA = "smallrye-kafka";

    private final Map<String, NewTopic> topics;

    TopicPlan(TopicsConfig settings, Config config, @All List<Projection> projections) {
        Map<String, NewTopic> wanted = new LinkedHashMap<>();
        settings.own().ifPresent(own -> own.forEach(topic -> wanted.put(topic, events(topic, settings))));
        IncomingChannel.of(config).stream()
                .filter(channel -> channel.connector().equals(KAFKA))
                .forEach(channel -> addChannel(channel, settings, wanted));
        projections.forEach(view -> view.topics().forEach(topic -> wanted.putIfAbsent(topic, events(topic, settings))));
        topics = Map.copyOf(wanted);
    }

    private static void addChannel(IncomingChannel channel, TopicsConfig settings, Map<String, NewTopic> wanted) {
        wanted.put(channel.topic(), events(channel.topic(), settings));
        channel.deadLetters().ifPresent(topic -> wanted.put(topic, deadLetters(topic, settings)));
    }

    private static NewTopic events(String topic, TopicsConfig settings) {
        NewTopic wanted =
                new NewTopic(topic, Optional.of(settings.partitions()), Optional.of(settings.replicationFactor()));
        Map<String, String> configs = new HashMap<>();
        if (Topics.COMPACTED.contains(topic)) {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        configs.putAll(settings.configs().getOrDefault(topic, Map.of()));
        return configs.isEmpty() ? wanted : wanted.configs(configs);
    }

    /** One partition: dead letters are few, and a person reads them in the order in which they came. */
    private static NewTopic deadLetters(String topic, TopicsConfig settings) {
        return new NewTopic(topic, Optional.of(1), Optional.of(settings.replicationFactor()))
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.keepDeadLetters().toMillis())));
    }

    Collection<NewTopic> topics() {
        return topics.values();
    }
}
