package org.ordertracking.broker.api.configs;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.ordertracking.broker.group.GroupConfigRules;

/** A group's configs as clients are shown them: set for the group, or as the broker has them for all groups. */
final class GroupConfigs {
    private final GroupConfigRules rules;

    GroupConfigs(GroupConfigRules rules) {
        this.rules = rules;
    }

    /**
     * @param set what was set for the group
     */
    List<ShownConfig> of(Map<String, String> set) {
        Map<String, String> defaults = rules.defaults();
        return GroupConfig.configNames().stream()
                .sorted()
                .map(name -> shown(GroupConfig.configDef().configKeys().get(name), set, defaults))
                .toList();
    }

    private static ShownConfig shown(ConfigDef.ConfigKey key, Map<String, String> set, Map<String, String> defaults) {
        String fallback = defaults.getOrDefault(key.name, ConfigDef.convertToString(key.defaultValue, key.type));
        String value = set.getOrDefault(key.name, fallback);
        ConfigSource source = set.containsKey(key.name) ? ConfigSource.GROUP_CONFIG : ConfigSource.DEFAULT_CONFIG;
        return new ShownConfig(
                key.name,
                value,
                key.type,
                false,
                key.documentation,
                List.of(new ShownConfig.Synonym(key.name, value, source)));
    }
}
