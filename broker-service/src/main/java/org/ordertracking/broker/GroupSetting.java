package org.ordertracking.broker;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.ordertracking.broker.group.GroupSettings;

/** The settings below {@code broker.groups}, each beside the name that Kafka has for it. */
enum GroupSetting {
    OFFSETS_PARTITIONS(
            "offsets-partitions",
            GroupCoordinatorConfig.OFFSETS_TOPIC_PARTITIONS_CONFIG,
            GroupsConfig::offsetsPartitions),
    OFFSETS_SEGMENT_BYTES(
            "offsets-segment-bytes",
            GroupCoordinatorConfig.OFFSETS_TOPIC_SEGMENT_BYTES_CONFIG,
            groups -> groups.offsetsSegmentBytes().asLongValue()),
    OFFSETS_RETENTION(
            "offsets-retention",
            GroupCoordinatorConfig.OFFSETS_RETENTION_MINUTES_CONFIG,
            groups -> groups.offsetsRetention().toMinutes()),
    OFFSETS_RETENTION_CHECK_INTERVAL(
            "offsets-retention-check-interval",
            GroupCoordinatorConfig.OFFSETS_RETENTION_CHECK_INTERVAL_MS_CONFIG,
            millis(GroupsConfig::offsetsRetentionCheckInterval)),
    OFFSET_METADATA_MAX_BYTES(
            "offset-metadata-max-bytes",
            GroupCoordinatorConfig.OFFSET_METADATA_MAX_SIZE_CONFIG,
            groups -> groups.offsetMetadataMaxBytes().asLongValue()),
    APPEND_LINGER(
            "append-linger",
            GroupCoordinatorConfig.GROUP_COORDINATOR_APPEND_LINGER_MS_CONFIG,
            millis(GroupsConfig::appendLinger)),
    INITIAL_REBALANCE_DELAY(
            "initial-rebalance-delay",
            GroupCoordinatorConfig.GROUP_INITIAL_REBALANCE_DELAY_MS_CONFIG,
            millis(GroupsConfig::initialRebalanceDelay)),
    MIN_SESSION_TIMEOUT(
            "min-session-timeout",
            GroupCoordinatorConfig.GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG,
            millis(GroupsConfig::minSessionTimeout)),
    MAX_SESSION_TIMEOUT(
            "max-session-timeout",
            GroupCoordinatorConfig.GROUP_MAX_SESSION_TIMEOUT_MS_CONFIG,
            millis(GroupsConfig::maxSessionTimeout)),
    MAX_SIZE("max-size", GroupCoordinatorConfig.GROUP_MAX_SIZE_CONFIG, GroupsConfig::maxSize),
    THREADS("threads", GroupCoordinatorConfig.GROUP_COORDINATOR_NUM_THREADS_CONFIG, GroupsConfig::threads),

    CONSUMER_SESSION_TIMEOUT(
            "consumer.session-timeout",
            GroupCoordinatorConfig.CONSUMER_GROUP_SESSION_TIMEOUT_MS_CONFIG,
            millis(groups -> groups.consumer().sessionTimeout())),
    CONSUMER_MIN_SESSION_TIMEOUT(
            "consumer.min-session-timeout",
            GroupCoordinatorConfig.CONSUMER_GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG,
            millis(groups -> groups.consumer().minSessionTimeout())),
    CONSUMER_MAX_SESSION_TIMEOUT(
            "consumer.max-session-timeout",
            GroupCoordinatorConfig.CONSUMER_GROUP_MAX_SESSION_TIMEOUT_MS_CONFIG,
            millis(groups -> groups.consumer().maxSessionTimeout())),
    CONSUMER_HEARTBEAT_INTERVAL(
            "consumer.heartbeat-interval",
            GroupCoordinatorConfig.CONSUMER_GROUP_HEARTBEAT_INTERVAL_MS_CONFIG,
            millis(groups -> groups.consumer().heartbeatInterval())),
    CONSUMER_MIN_HEARTBEAT_INTERVAL(
            "consumer.min-heartbeat-interval",
            GroupCoordinatorConfig.CONSUMER_GROUP_MIN_HEARTBEAT_INTERVAL_MS_CONFIG,
            millis(groups -> groups.consumer().minHeartbeatInterval())),
    CONSUMER_MAX_HEARTBEAT_INTERVAL(
            "consumer.max-heartbeat-interval",
            GroupCoordinatorConfig.CONSUMER_GROUP_MAX_HEARTBEAT_INTERVAL_MS_CONFIG,
            millis(groups -> groups.consumer().maxHeartbeatInterval())),
    CONSUMER_MAX_SIZE(
            "consumer.max-size",
            GroupCoordinatorConfig.CONSUMER_GROUP_MAX_SIZE_CONFIG,
            groups -> groups.consumer().maxSize()),
    CONSUMER_ASSIGNORS(
            "consumer.assignors",
            GroupCoordinatorConfig.CONSUMER_GROUP_ASSIGNORS_CONFIG,
            groups -> String.join(",", groups.consumer().assignors())),
    CONSUMER_MIGRATION_POLICY(
            "consumer.migration-policy",
            GroupCoordinatorConfig.CONSUMER_GROUP_MIGRATION_POLICY_CONFIG,
            groups -> groups.consumer().migrationPolicy()),

    STREAMS_SESSION_TIMEOUT(
            "streams.session-timeout",
            GroupCoordinatorConfig.STREAMS_GROUP_SESSION_TIMEOUT_MS_CONFIG,
            millis(groups -> groups.streams().sessionTimeout())),
    STREAMS_MIN_SESSION_TIMEOUT(
            "streams.min-session-timeout",
            GroupCoordinatorConfig.STREAMS_GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG,
            millis(groups -> groups.streams().minSessionTimeout())),
    STREAMS_MAX_SESSION_TIMEOUT(
            "streams.max-session-timeout",
            GroupCoordinatorConfig.STREAMS_GROUP_MAX_SESSION_TIMEOUT_MS_CONFIG,
            millis(groups -> groups.streams().maxSessionTimeout())),
    STREAMS_HEARTBEAT_INTERVAL(
            "streams.heartbeat-interval",
            GroupCoordinatorConfig.STREAMS_GROUP_HEARTBEAT_INTERVAL_MS_CONFIG,
            millis(groups -> groups.streams().heartbeatInterval())),
    STREAMS_MIN_HEARTBEAT_INTERVAL(
            "streams.min-heartbeat-interval",
            GroupCoordinatorConfig.STREAMS_GROUP_MIN_HEARTBEAT_INTERVAL_MS_CONFIG,
            millis(groups -> groups.streams().minHeartbeatInterval())),
    STREAMS_MAX_HEARTBEAT_INTERVAL(
            "streams.max-heartbeat-interval",
            GroupCoordinatorConfig.STREAMS_GROUP_MAX_HEARTBEAT_INTERVAL_MS_CONFIG,
            millis(groups -> groups.streams().maxHeartbeatInterval())),
    STREAMS_MAX_SIZE(
            "streams.max-size",
            GroupCoordinatorConfig.STREAMS_GROUP_MAX_SIZE_CONFIG,
            groups -> groups.streams().maxSize()),
    STREAMS_STANDBY_REPLICAS(
            "streams.standby-replicas",
            GroupCoordinatorConfig.STREAMS_GROUP_NUM_STANDBY_REPLICAS_CONFIG,
            groups -> groups.streams().standbyReplicas()),
    STREAMS_MAX_STANDBY_REPLICAS(
            "streams.max-standby-replicas",
            GroupCoordinatorConfig.STREAMS_GROUP_MAX_STANDBY_REPLICAS_CONFIG,
            groups -> groups.streams().maxStandbyReplicas());

    private static final String PREFIX = "broker.groups.";

    private final String property;
    private final String kafkaName;
    private final Function<GroupsConfig, Object> value;

    GroupSetting(String suffix, String kafkaName, Function<GroupsConfig, Object> value) {
        this.property = PREFIX + suffix;
        this.kafkaName = kafkaName;
        this.value = value;
    }

    /**
     * All of them as the coordinator takes them.
     *
     * @throws IllegalArgumentException naming the setting that is not allowed
     */
    static GroupSettings valuesOf(GroupsConfig groups) {
        Map<String, String> configs = Arrays.stream(values())
                .collect(Collectors.toMap(
                        setting -> setting.kafkaName, setting -> String.valueOf(setting.value.apply(groups))));
        try {
            return new GroupSettings(configs);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(inOurNames(invalid.getMessage()), invalid);
        }
    }

    /** Kafka's validation speaks of its own names, which nobody has set here. */
    private static String inOurNames(String message) {
        String renamed = message;
        // Longest first: one name may be the end of another.
        for (GroupSetting setting : Arrays.stream(values())
                .sorted(Comparator.comparing((GroupSetting known) -> known.kafkaName.length())
                        .reversed())
                .toList()) {
            renamed = renamed.replace(setting.kafkaName, setting.property);
        }
        return renamed;
    }

    private static Function<GroupsConfig, Object> millis(Function<GroupsConfig, Duration> duration) {
        return groups -> duration.apply(groups).toMillis();
    }
}
