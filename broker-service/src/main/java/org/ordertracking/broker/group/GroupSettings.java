package org.ordertracking.broker.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig;

/**
 * How groups are coordinated.
 *
 * @param kafkaConfigs values by the names that {@link GroupCoordinatorConfig} and {@link ShareGroupConfig} have for them; what
 *     is not named is at Kafka's default
 */
public record GroupSettings(Map<String, String> kafkaConfigs) {
    private static final ConfigDef DEFINITION =
            Utils.mergeConfigs(List.of(GroupCoordinatorConfig.CONFIG_DEF, ShareGroupConfig.CONFIG_DEF));

    /**
     * @throws IllegalArgumentException naming the config that is not allowed, its limit, and its value where it is its own
     */
    public GroupSettings {
        kafkaConfigs = Map.copyOf(kafkaConfigs);
        GroupCoordinatorConfig parsed;
        try {
            parsed = new GroupCoordinatorConfig(new AbstractConfig(DEFINITION, kafkaConfigs, false));
        } catch (KafkaException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
        if (parsed.classicGroupMinSessionTimeoutMs() > parsed.classicGroupMaxSessionTimeoutMs()) {
            throw new IllegalArgumentException("%s must be less than or equal to %s"
                    .formatted(
                            GroupCoordinatorConfig.GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG,
                            GroupCoordinatorConfig.GROUP_MAX_SESSION_TIMEOUT_MS_CONFIG));
        }
    }

    /** The same with another value for one config. */
    public GroupSettings with(String kafkaName, Object value) {
        Map<String, String> changed = new HashMap<>(kafkaConfigs);
        changed.put(kafkaName, String.valueOf(value));
        return new GroupSettings(changed);
    }

    /** For groups of all kinds. */
    GroupCoordinatorConfig forCoordinator() {
        return new GroupCoordinatorConfig(parse());
    }

    /** For what share groups have beside it. */
    ShareGroupConfig forShareGroups() {
        return new ShareGroupConfig(parse());
    }

    private AbstractConfig parse() {
        return new AbstractConfig(DEFINITION, kafkaConfigs, false);
    }
}
