package org.ordertracking.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TopicConfigRuleTest {

    @Test
    void everyConfigOfKafkasHasARule() {
        assertThat(TopicConfigRule.ALL)
                .extracting(TopicConfigRule::name)
                .containsExactlyElementsOf(
                        LogConfig.nonInternalConfigNames().stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "compression.type, zstd",
        "local.retention.bytes, 100",
        "local.retention.ms, 100",
        "remote.log.copy.disable, true",
        "remote.log.delete.on.disable, true",
        "remote.storage.enable, true"
    })
    void whatIsRefusedIsNamedWithTheValueItMayHave(String name, String value) {
        assertThatThrownBy(() -> TopicSettings.of(Map.of(name, value), Map.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .satisfiesAnyOf(
                        refusal ->
                                assertThat(refusal).hasMessageContaining(name).hasMessageContaining("leave it at"),
                        refusal -> assertThat(refusal).hasMessageContaining("Tiered Storage"));
    }

    static Stream<TopicConfigRule> refused() {
        return TopicConfigRule.ALL.stream().filter(rule -> rule.treatment() == ConfigTreatment.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theDefaultOfWhatIsRefusedMayBeSet(TopicConfigRule rule) {
        ConfigDef.ConfigKey key = LogConfig.configKeys().get(rule.name());
        String defaultValue = ConfigDef.convertToString(key.defaultValue, key.type);

        assertThat(TopicSettings.of(Map.of(rule.name(), defaultValue), Map.of()).overrides())
                .containsKey(rule.name());
    }

    @Test
    void aBrokersDefaultsObeyTheRulesToo() {
        assertThatThrownBy(() -> new TopicDefaults(1, 1, Map.of("compression.type", "lz4")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broker.topics.configs")
                .hasMessageContaining("compression.type");
    }
}
