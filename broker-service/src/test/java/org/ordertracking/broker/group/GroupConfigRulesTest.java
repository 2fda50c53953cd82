package org.ordertracking.broker.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.junit.jupiter.api.Test;

class GroupConfigRulesTest {
    private static final GroupSettings SETTINGS = new GroupSettings(Map.of())
            .with(GroupCoordinatorConfig.CONSUMER_GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG, 20_000)
            .with(GroupCoordinatorConfig.CONSUMER_GROUP_SESSION_TIMEOUT_MS_CONFIG, 30_000)
            .with(GroupCoordinatorConfig.STREAMS_GROUP_NUM_STANDBY_REPLICAS_CONFIG, 1);

    private final GroupConfigRules rules = new GroupConfigRules(SETTINGS);

    @Test
    void whatAGroupDoesNotSetIsAsTheBrokerHasIt() {
        assertThat(rules.defaults())
                .containsEntry(GroupConfig.CONSUMER_SESSION_TIMEOUT_MS_CONFIG, "30000")
                .containsEntry(GroupConfig.STREAMS_NUM_STANDBY_REPLICAS_CONFIG, "1");
    }

    @Test
    void aValueWithinTheBrokersLimitsIsAllowed() {
        rules.validate("billing", Map.of(GroupConfig.CONSUMER_SESSION_TIMEOUT_MS_CONFIG, "20000"));
    }

    @Test
    void aValueBeyondTheBrokersLimitsIsRefusedNamingBoth() {
        assertThatThrownBy(() ->
                        rules.validate("billing", Map.of(GroupConfig.CONSUMER_SESSION_TIMEOUT_MS_CONFIG, "19999")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(GroupConfig.CONSUMER_SESSION_TIMEOUT_MS_CONFIG)
                .hasMessageContaining(GroupCoordinatorConfig.CONSUMER_GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG);
    }

    @Test
    void aValueThatIsNoNumberIsRefused() {
        assertThatThrownBy(
                        () -> rules.validate("billing", Map.of(GroupConfig.CONSUMER_SESSION_TIMEOUT_MS_CONFIG, "soon")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(GroupConfig.CONSUMER_SESSION_TIMEOUT_MS_CONFIG);
    }

    @Test
    void aConfigThatGroupsDoNotHaveIsRefused() {
        assertThatThrownBy(() -> rules.validate("billing", Map.of("retention.ms", "1")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("retention.ms");
    }

    @Test
    void thereIsNoConfigOfAllGroups() {
        assertThatThrownBy(() -> rules.validate("", Map.of())).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(GroupCoordinatorConfig.GROUP_MIN_SESSION_TIMEOUT_MS_CONFIG, 1_800_001))
                .withMessageContaining(GroupCoordinatorConfig.GROUP_MAX_SESSION_TIMEOUT_MS_CONFIG);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(GroupCoordinatorConfig.OFFSETS_RETENTION_MINUTES_CONFIG, 0))
                .withMessageContaining(GroupCoordinatorConfig.OFFSETS_RETENTION_MINUTES_CONFIG);
    }
}
