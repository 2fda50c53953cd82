package org.ordertracking.broker.api.configs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.server.config.ConfigSynonym;
import org.apache.kafka.server.config.ServerTopicConfigSynonyms;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.topic.BrokerWideConfigs;
import org.ordertracking.broker.topic.TopicSettings;

/** A topic's configs as clients are shown them, with the places in the broker's configs that their values could come from. */
public final class TopicConfigs {

    private TopicConfigs() {}

    public static List<ShownConfig> of(TopicSettings settings, BrokerWideConfigs brokerWide) {
        return LogConfig.nonInternalConfigNames().stream()
                .sorted()
                .map(name -> shown(LogConfig.configKeys().get(name), settings, brokerWide))
                .toList();
    }

    private static ShownConfig shown(ConfigDef.ConfigKey key, TopicSettings settings, BrokerWideConfigs brokerWide) {
        String value = ConfigDef.convertToString(settings.effective().values().get(key.name), key.type);
        List<ShownConfig.Synonym> synonyms = new ArrayList<>();
        if (settings.overrides().containsKey(key.name)) {
            synonyms.add(new ShownConfig.Synonym(key.name, value, ConfigSource.TOPIC_CONFIG));
        }
        synonyms.addAll(brokerSynonyms(key, brokerWide));
        return new ShownConfig(key.name, value, key.type, false, key.documentation, synonyms);
    }

    /** The values that a topic config gets from the broker, the strongest first. */
    static List<ShownConfig.Synonym> brokerSynonyms(ConfigDef.ConfigKey topicConfig, BrokerWideConfigs brokerWide) {
        String name = BrokerWideConfigs.brokerName(topicConfig.name).orElse(null);
        if (name == null) {
            return List.of();
        }
        List<ShownConfig.Synonym> synonyms = new ArrayList<>();
        add(synonyms, name, brokerWide.forThisBroker().get(name), ConfigSource.DYNAMIC_BROKER_CONFIG);
        add(synonyms, name, brokerWide.forAllBrokers().get(name), ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG);
        add(synonyms, name, brokerWide.fromSettings().get(topicConfig.name), ConfigSource.STATIC_BROKER_CONFIG);
        for (ConfigSynonym synonym : ServerTopicConfigSynonyms.ALL_TOPIC_CONFIG_SYNONYMS.get(topicConfig.name)) {
            add(synonyms, synonym.name(), defaultOf(synonym.name(), topicConfig), ConfigSource.DEFAULT_CONFIG);
        }
        // As Kafka does it: a default that stands under another name (log.retention.hours) is shown only beside a
        // value under the first one (log.retention.ms).
        return synonyms.isEmpty() || synonyms.get(0).name().equals(name) ? synonyms : List.of();
    }

    private static void add(List<ShownConfig.Synonym> synonyms, String name, String value, ConfigSource source) {
        if (value != null) {
            synonyms.add(new ShownConfig.Synonym(name, value, source));
        }
    }

    private static String defaultOf(String brokerConfig, ConfigDef.ConfigKey topicConfig) {
        Map<String, ConfigDef.ConfigKey> ofBrokers = LogConfig.SERVER_CONFIG_DEF.configKeys();
        ConfigDef.ConfigKey key = ofBrokers.getOrDefault(brokerConfig, topicConfig);
        return ConfigDef.convertToString(key.defaultValue, key.type);
    }
}
