package org.ordertracking.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig;
import org.apache.kafka.coordinator.share.ShareCoordinatorConfig;

/** The settings that have a name in Kafka, under that name, as DescribeConfigs shows them. */
final class KafkaNames {

    private KafkaNames() {}

    static Map<String, String> of(BrokerConfig config) {
        Map<String, String> names = new HashMap<>();
        names.put("node.id", String.valueOf(config.nodeId()));
        names.put("broker.id", String.valueOf(config.nodeId()));
        names.put("process.roles", "broker,controller");
        names.put("listeners", "PLAINTEXT://%s:%d".formatted(config.host(), config.port()));
        names.put(
                "advertised.listeners",
                "PLAINTEXT://" + config.advertisedAddress().orElse("%s:%d".formatted(config.host(), config.port())));
        names.put("delete.topic.enable", "true");
        names.put("offsets.topic.replication.factor", "1");
        names.put("log.dirs", config.dataDir().toString());
        names.put("auto.create.topics.enable", String.valueOf(config.topics().autoCreate()));
        names.put("num.partitions", String.valueOf(config.topics().partitions()));
        names.put("default.replication.factor", "1");
        names.put("max.connections", String.valueOf(config.listener().maxConnections()));
        config.listener()
                .maxConnectionsPerIp()
                .ifPresent(limit -> names.put("max.connections.per.ip", String.valueOf(limit)));
        names.put(
                "connections.max.idle.ms",
                String.valueOf(config.listener().idleTimeout().toMillis()));
        names.put(
                "socket.request.max.bytes",
                String.valueOf(config.listener().maxRequestBytes().asLongValue()));
        names.put(
                "max.incremental.fetch.session.cache.slots",
                String.valueOf(config.fetch().maxSessions()));
        names.put("fetch.max.bytes", String.valueOf(config.fetch().maxBytes().asLongValue()));
        names.putAll(PartSettings.groups(config).kafkaConfigs());
        names.put(
                ShareGroupConfig.SHARE_GROUP_DELIVERY_COUNT_LIMIT_CONFIG,
                String.valueOf(config.share().deliveryLimit()));
        names.put(
                ShareGroupConfig.SHARE_GROUP_PARTITION_MAX_RECORD_LOCKS_CONFIG,
                String.valueOf(config.share().maxRecordLocks()));
        names.put(
                ShareGroupConfig.SHARE_GROUP_MAX_SHARE_SESSIONS_CONFIG,
                String.valueOf(config.share().maxSessions()));
        names.put(
                ShareCoordinatorConfig.STATE_TOPIC_NUM_PARTITIONS_CONFIG,
                String.valueOf(config.share().statePartitions()));
        names.put(
                "transaction.state.log.num.partitions",
                String.valueOf(config.transactions().statePartitions()));
        names.put(
                "transaction.max.timeout.ms",
                String.valueOf(config.transactions().maxTimeout().toMillis()));
        names.put(
                "transactional.id.expiration.ms",
                String.valueOf(config.transactions().idExpiration().toMillis()));
        return names;
    }
}
