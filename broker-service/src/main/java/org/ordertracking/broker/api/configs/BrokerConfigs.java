package org.ordertracking.broker.api.configs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.apache.kafka.server.config.ServerConfigs;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.topic.BrokerWideConfigs;
import org.ordertracking.broker.topic.TopicConfigRule;

/**
 * The broker's configs as clients are shown them: the defaults of topic configs, which can be changed while it runs, and
 * under Kafka's names what its settings say, which cannot.
 */
final class BrokerConfigs {
    private static final List<ConfigDef> KNOWN =
            List.of(LogConfig.SERVER_CONFIG_DEF, ServerConfigs.CONFIG_DEF, GroupCoordinatorConfig.CONFIG_DEF);

    private final Map<String, String> fromSettings;

    /**
     * @param fromSettings the broker's settings under the names Kafka has for them
     */
    BrokerConfigs(Map<String, String> fromSettings) {
        this.fromSettings = Map.copyOf(fromSettings);
    }

    /** All of this broker. */
    List<ShownConfig> ofThisBroker(BrokerWideConfigs brokerWide) {
        Map<String, ShownConfig> all = new TreeMap<>();
        fromSettings.forEach((name, value) -> all.put(name, fixed(name, value)));
        TopicConfigRule.ALL.forEach(
                rule -> topicDefault(rule.name(), brokerWide).ifPresent(config -> all.put(config.name(), config)));
        return List.copyOf(all.values());
    }

    /** What was set for all brokers while they run. */
    List<ShownConfig> ofAllBrokers(BrokerWideConfigs brokerWide) {
        BrokerWideConfigs onlyForAll = new BrokerWideConfigs(Map.of(), brokerWide.forAllBrokers(), Map.of());
        return ofThisBroker(onlyForAll).stream()
                .filter(config -> config.source() == ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG)
                .map(config -> new ShownConfig(
                        config.name(),
                        config.value(),
                        config.type(),
                        config.readOnly(),
                        config.documentation(),
                        config.synonyms().subList(0, 1)))
                .toList();
    }

    private static Optional<ShownConfig> topicDefault(String topicConfig, BrokerWideConfigs brokerWide) {
        ConfigDef.ConfigKey key = LogConfig.configKeys().get(topicConfig);
        return BrokerWideConfigs.brokerName(topicConfig).map(name -> {
            List<ShownConfig.Synonym> synonyms = TopicConfigs.brokerSynonyms(key, brokerWide);
            String value = synonyms.isEmpty() ? null : synonyms.get(0).value();
            return new ShownConfig(name, value, key.type, false, key.documentation, synonyms);
        });
    }

    private static ShownConfig fixed(String name, String value) {
        Optional<ConfigDef.ConfigKey> key = KNOWN.stream()
                .map(known -> known.configKeys().get(name))
                .flatMap(Stream::ofNullable)
                .findFirst();
        return new ShownConfig(
                name,
                value,
                key.map(known -> known.type).orElse(ConfigDef.Type.STRING),
                true,
                key.map(known -> known.documentation).orElse(null),
                List.of(new ShownConfig.Synonym(name, value, ConfigSource.STATIC_BROKER_CONFIG)));
    }
}
