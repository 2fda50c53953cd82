package org.ordertracking.broker.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.server.config.ServerTopicConfigSynonyms;

/**
 * The values that topics get for configs they do not set themselves, from the weakest to the strongest: those of the
 * broker's settings, those set for all brokers, those set for this broker. The latter two come by Kafka's names of
 * brokers' configs ({@code log.retention.ms} for {@code retention.ms}) and can be changed while the broker runs.
 *
 * @param fromSettings of {@code broker.topics.configs}, by topic config name
 * @param forAllBrokers set at run time for all brokers, by broker config name
 * @param forThisBroker set at run time for this one, by broker config name
 */
public record BrokerWideConfigs(
        Map<String, String> fromSettings, Map<String, String> forAllBrokers, Map<String, String> forThisBroker) {
    private static final Map<String, String> TOPIC_NAMES =
            ServerTopicConfigSynonyms.TOPIC_CONFIG_SYNONYMS.entrySet().stream()
                    .filter(synonym -> TopicConfigRule.of(synonym.getKey()).isPresent())
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    public BrokerWideConfigs {
        fromSettings = Map.copyOf(fromSettings);
        forAllBrokers = Map.copyOf(forAllBrokers);
        forThisBroker = Map.copyOf(forThisBroker);
    }

    /** The topic config whose default a broker's config of that name is. */
    public static Optional<String> topicName(String brokerConfig) {
        return Optional.ofNullable(TOPIC_NAMES.get(brokerConfig));
    }

    /** The broker's config that is the default of a topic config. */
    public static Optional<String> brokerName(String topicConfig) {
        return Optional.ofNullable(ServerTopicConfigSynonyms.TOPIC_CONFIG_SYNONYMS.get(topicConfig));
    }

    /** All of them together, by topic config name. */
    public Map<String, String> forTopics() {
        Map<String, String> all = new HashMap<>(fromSettings);
        all.putAll(byTopicName(forAllBrokers));
        all.putAll(byTopicName(forThisBroker));
        return all;
    }

    /**
     * Checks values that are to be set at run time.
     *
     * @param wanted by broker config name
     * @throws org.apache.kafka.common.errors.ApiException naming the config that cannot be set or its wrong value
     */
    static void validate(Map<String, String> wanted) {
        for (String name : wanted.keySet()) {
            if (topicName(name).isEmpty()) {
                throw new InvalidRequestException(
                        "Cannot update these configs dynamically: [%s]; only the defaults of topic configs, such as log.retention.ms, can change while the broker runs"
                                .formatted(name));
            }
        }
        TopicSettings.of(byTopicName(wanted), Map.of());
    }

    private static Map<String, String> byTopicName(Map<String, String> brokerConfigs) {
        return brokerConfigs.entrySet().stream()
                .filter(config -> TOPIC_NAMES.containsKey(config.getKey()))
                .collect(Collectors.toMap(config -> TOPIC_NAMES.get(config.getKey()), Map.Entry::getValue));
    }
}
