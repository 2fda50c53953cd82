package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.group.GroupSettings;

class GroupSettingTest {
    /** Where a small single node is better served by another value than a cluster. */
    private static final Set<String> OTHER_THAN_KAFKA = Set.of(
            GroupCoordinatorConfig.OFFSETS_TOPIC_PARTITIONS_CONFIG,
            GroupCoordinatorConfig.OFFSETS_TOPIC_SEGMENT_BYTES_CONFIG,
            GroupCoordinatorConfig.GROUP_INITIAL_REBALANCE_DELAY_MS_CONFIG,
            GroupCoordinatorConfig.GROUP_COORDINATOR_NUM_THREADS_CONFIG);

    @Test
    void defaultsAreKafkasButForThoseOfASmallNode() {
        GroupSettings settings = settings(Map.of());
        Set<String> others = new HashSet<>();
        settings.kafkaConfigs().forEach((name, value) -> {
            ConfigDef.ConfigKey key =
                    GroupCoordinatorConfig.CONFIG_DEF.configKeys().get(name);
            if (!value.equalsIgnoreCase(ConfigDef.convertToString(key.defaultValue, key.type))) {
                others.add(name);
            }
        });

        assertThat(others).isEqualTo(OTHER_THAN_KAFKA);
    }

    @Test
    void settingsReachTheCoordinatorUnderItsOwnNames() {
        assertThat(settings(Map.of(
                                "broker.groups.offsets-retention", "3h",
                                "broker.groups.consumer.assignors", "range",
                                "broker.groups.max-size", "10"))
                        .kafkaConfigs())
                .containsEntry(GroupCoordinatorConfig.OFFSETS_RETENTION_MINUTES_CONFIG, "180")
                .containsEntry(GroupCoordinatorConfig.CONSUMER_GROUP_ASSIGNORS_CONFIG, "range")
                .containsEntry(GroupCoordinatorConfig.GROUP_MAX_SIZE_CONFIG, "10");
    }

    @Test
    void whatIsNotAllowedIsNamedAsItsOwnerWroteIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("broker.groups.consumer.session-timeout", "30s")))
                .withMessage("broker.groups.consumer.session-timeout must be greater than or equal"
                        + " to broker.groups.consumer.min-session-timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("broker.groups.offsets-retention", "59s")))
                .withMessageContaining("broker.groups.offsets-retention");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("broker.groups.min-session-timeout", "31m")))
                .withMessage("broker.groups.min-session-timeout must be less than or equal to"
                        + " broker.groups.max-session-timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("broker.groups.consumer.assignors", "org.example.NoSuchAssignor")))
                .withMessageContaining("NoSuchAssignor");
    }

    private static GroupSettings settings(Map<String, String> given) {
        return GroupSetting.valuesOf(RunningBroker.configOf(given).groups());
    }
}
