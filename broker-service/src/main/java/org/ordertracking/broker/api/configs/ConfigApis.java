package org.ordertracking.broker.api.configs;

import java.util.Map;
import java.util.function.Supplier;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.group.GroupConfigRules;
import org.ordertracking.broker.group.GroupSettings;
import org.ordertracking.broker.topic.TopicRegistry;

/** Showing and changing the configs of topics, groups and the broker. */
public final class ConfigApis {

    private ConfigApis() {}

    /**
     * @param brokerConfigs the broker's settings under the names Kafka has for them
     */
    public static Map<SupportedApi, ApiHandler<?>> of(
            TopicRegistry topics, Supplier<BrokerNode> node, Map<String, String> brokerConfigs) {
        GroupConfigRules groupRules = new GroupConfigRules(new GroupSettings(brokerConfigs));
        ConfigAlterations alterations = new ConfigAlterations(topics.configs(), groupRules, node);
        return Map.of(
                SupportedApi.DESCRIBE_CONFIGS,
                        new DescribeConfigsHandler(
                                topics, node, new BrokerConfigs(brokerConfigs), new GroupConfigs(groupRules)),
                SupportedApi.ALTER_CONFIGS, new AlterConfigsHandler(alterations),
                SupportedApi.INCREMENTAL_ALTER_CONFIGS, new IncrementalAlterConfigsHandler(alterations),
                SupportedApi.LIST_CONFIG_RESOURCES, new ListConfigResourcesHandler(topics, node));
    }
}
