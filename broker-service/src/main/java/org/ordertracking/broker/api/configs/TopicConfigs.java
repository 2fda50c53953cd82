package org.ordertracking.broker.api.configs;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.topic.TopicSettings;

/** A topic's configs as clients are shown them. */
public final class TopicConfigs {

    private TopicConfigs() {}

    /**
     * One config with its value.
     *
     * @param source whether it was set for the topic or is the default
     */
    public record Entry(String name, String value, ConfigSource source, ConfigType type, String documentation) {}

    public static List<Entry> of(TopicSettings settings) {
        LogConfig effective = settings.effective();
        return LogConfig.configNames().stream()
                .filter(name -> !LogConfig.configKeys().get(name).internalConfig)
                .sorted()
                .map(name -> entry(settings, effective, LogConfig.configKeys().get(name)))
                .toList();
    }

    private static Entry entry(TopicSettings settings, LogConfig effective, ConfigDef.ConfigKey key) {
        String value = ConfigDef.convertToString(effective.values().get(key.name), key.type);
        ConfigSource source =
                settings.overrides().containsKey(key.name) ? ConfigSource.TOPIC_CONFIG : ConfigSource.DEFAULT_CONFIG;
        return new Entry(key.name, value, source, typeOf(key.type), key.documentation);
    }

    static ConfigType typeOf(ConfigDef.Type type) {
        return switch (type) {
            case BOOLEAN -> ConfigType.BOOLEAN;
            case STRING -> ConfigType.STRING;
            case INT -> ConfigType.INT;
            case SHORT -> ConfigType.SHORT;
            case LONG -> ConfigType.LONG;
            case DOUBLE -> ConfigType.DOUBLE;
            case LIST -> ConfigType.LIST;
            case CLASS -> ConfigType.CLASS;
            case PASSWORD -> ConfigType.PASSWORD;
        };
    }
}
