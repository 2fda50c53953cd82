package org.ordertracking.broker.api.configs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.config.ConfigDef;

/** Steps of an incremental change against a model: every config is a set of elements, and a step works on one of them. */
class ConfigChangeTest {
    private static final ConfigSchema LISTS = name -> Optional.of(new ConfigDef()
            .define(name, ConfigDef.Type.LIST, "d", ConfigDef.Importance.LOW, "")
            .configKeys()
            .get(name));

    @Property
    void stepsDoToEachConfigWhatTheySayAndNothingToTheOthers(
            @ForAll("configs") Map<String, String> before, @ForAll("steps") List<ConfigChange.Step> steps) {
        Map<String, String> after = ConfigChange.incremental(steps, LISTS).apply(Map.copyOf(before));

        Map<String, String> expected = new HashMap<>(before);
        for (ConfigChange.Step step : steps) {
            Set<String> elements = elements(expected.getOrDefault(step.name(), "d"));
            switch (step.operation()) {
                case SET -> expected.put(step.name(), step.value());
                case DELETE -> expected.remove(step.name());
                case APPEND -> {
                    elements.addAll(elements(step.value()));
                    expected.put(step.name(), String.join(",", elements));
                }
                case SUBTRACT -> {
                    elements.removeAll(elements(step.value()));
                    expected.put(step.name(), String.join(",", elements));
                }
            }
        }
        assertThat(after).isEqualTo(expected);
    }

    @Property
    void appendingAndSubtractingTheSameLeavesAtMostWhatWasThere(
            @ForAll("lists") String before, @ForAll("lists") String value) {
        Map<String, String> appended = ConfigChange.incremental(
                        List.of(new ConfigChange.Step(OpType.APPEND, "a", value)), LISTS)
                .apply(Map.of("a", before));
        Map<String, String> taken = ConfigChange.incremental(
                        List.of(new ConfigChange.Step(OpType.SUBTRACT, "a", value)), LISTS)
                .apply(appended);

        Set<String> expected = elements(before);
        expected.removeAll(elements(value));
        assertThat(elements(taken.get("a"))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Map<String, String>> configs() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), lists());
    }

    @Provide
    Arbitrary<List<ConfigChange.Step>> steps() {
        return Combinators.combine(Arbitraries.of(OpType.class), Arbitraries.of("a", "b", "c", "d"), lists())
                .as((operation, name, value) ->
                        new ConfigChange.Step(operation, name, operation == OpType.DELETE ? null : value))
                .list()
                .uniqueElements(ConfigChange.Step::name);
    }

    @Provide
    Arbitrary<String> lists() {
        return Arbitraries.of("x", "y", "z", "d")
                .list()
                .uniqueElements()
                .ofMaxSize(4)
                .map(elements -> String.join(",", elements));
    }

    private static Set<String> elements(String list) {
        Set<String> elements = new LinkedHashSet<>(Arrays.asList(list.split(",")));
        elements.remove("");
        return elements;
    }
}
