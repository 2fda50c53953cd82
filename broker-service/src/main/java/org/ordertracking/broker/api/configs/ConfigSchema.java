package org.ordertracking.broker.api.configs;

import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.topic.BrokerWideConfigs;

/** The configs that a type of resource has, with their types and defaults. */
@FunctionalInterface
interface ConfigSchema {

    /** Topics have the configs of Kafka's logs. */
    ConfigSchema TOPIC = name -> Optional.ofNullable(LogConfig.configKeys().get(name));

    /** What can be changed of a broker are the defaults of its topics. */
    ConfigSchema BROKER = name -> BrokerWideConfigs.topicName(name).flatMap(TOPIC::key);

    /** Groups have those of Kafka's coordinator. */
    ConfigSchema GROUP =
            name -> Optional.ofNullable(GroupConfig.configDef().configKeys().get(name));

    Optional<ConfigDef.ConfigKey> key(String name);
}
