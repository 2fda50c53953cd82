package org.ordertracking.broker.group;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig;

/**
 * What a single group may be configured to, and what it gets where it is not: its values stay within the limits that the
 * broker's settings draw.
 */
public final class GroupConfigRules {
    private final GroupCoordinatorConfig coordinator;
    private final ShareGroupConfig share;

    public GroupConfigRules(GroupSettings settings) {
        this.coordinator = settings.forCoordinator();
        this.share = settings.forShareGroups();
    }

    /** The values of a group for which nothing was set, by config name; what is not here is at the config's own default. */
    public Map<String, String> defaults() {
        Map<String, String> values = new HashMap<>();
        coordinator.extractGroupConfigMap(share).forEach((name, value) -> values.put(name, String.valueOf(value)));
        // Kafka leaves these out, and so forgets the broker's values for a Streams group that has any config of its
        // own.
        values.put(
                GroupConfig.STREAMS_SESSION_TIMEOUT_MS_CONFIG,
                String.valueOf(coordinator.streamsGroupSessionTimeoutMs()));
        values.put(
                GroupConfig.STREAMS_HEARTBEAT_INTERVAL_MS_CONFIG,
                String.valueOf(coordinator.streamsGroupHeartbeatIntervalMs()));
        values.put(
                GroupConfig.STREAMS_NUM_STANDBY_REPLICAS_CONFIG,
                String.valueOf(coordinator.streamsGroupNumStandbyReplicas()));
        return Map.copyOf(values);
    }

    /**
     * Checks all configs of one group together, since they depend on each other.
     *
     * @param group id of the group
     * @param configs what is set for it, without defaults
     * @throws InvalidRequestException if the group has no name
     * @throws InvalidConfigurationException naming the config and its limit
     */
    public void validate(String group, Map<String, String> configs) {
        if (group == null || group.isEmpty()) {
            throw new InvalidRequestException("Default group resources are not allowed.");
        }
        Properties unknown = new Properties();
        unknown.putAll(configs);
        GroupConfig.validateNames(unknown);
        Properties all = new Properties();
        all.putAll(defaults());
        all.putAll(configs);
        try {
            GroupConfig.validate(all, coordinator, share);
        } catch (ConfigException invalid) {
            throw new InvalidConfigurationException(invalid.getMessage(), invalid);
        }
    }
}
