package org.ordertracking.broker.api.configs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;

/** Changes of a resource's configs, as functions from what is set to what is to be set. */
final class ConfigChange {

    private ConfigChange() {}

    /**
     * One step of an incremental change.
     *
     * @param value {@code null} where it deletes
     */
    record Step(OpType operation, String name, String value) {

        /**
         * @throws InvalidRequestException for an operation that Kafka does not know, or a value that is missing
         */
        static Step of(byte operation, String name, String value) {
            OpType type = OpType.forId(operation);
            if (type == null) {
                throw new InvalidRequestException("Unknown operations type " + operation);
            }
            if (type != OpType.DELETE && value == null) {
                throw new InvalidRequestException("Null value not supported for : " + name);
            }
            return new Step(type, name, value);
        }
    }

    /** What is set is replaced as a whole. */
    static UnaryOperator<Map<String, String>> replacement(Map<String, String> wanted) {
        return before -> wanted;
    }

    /**
     * Steps are taken one after the other, from what is set.
     *
     * @param schema the types and defaults of the configs
     * @throws InvalidRequestException if one config occurs twice
     */
    static UnaryOperator<Map<String, String>> incremental(List<Step> steps, ConfigSchema schema) {
        requireDistinct(steps.stream().map(Step::name));
        return before -> {
            Map<String, String> wanted = new HashMap<>(before);
            for (Step step : steps) {
                switch (step.operation()) {
                    case SET -> wanted.put(step.name(), step.value());
                    case DELETE -> wanted.remove(step.name());
                    case APPEND, SUBTRACT -> wanted.put(step.name(), edited(step, wanted.get(step.name()), schema));
                }
            }
            return wanted;
        };
    }

    /**
     * @throws InvalidRequestException if one of the names occurs twice
     */
    static void requireDistinct(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(twice -> {
            throw new InvalidRequestException("Error due to duplicate config keys: '" + twice + "'");
        });
    }

    private static String edited(Step step, String current, ConfigSchema schema) {
        ConfigDef.ConfigKey key = schema.key(step.name()).orElse(null);
        if (key == null || key.type != ConfigDef.Type.LIST) {
            throw new InvalidConfigurationException(
                    "Can't %s to key %s because its type is not LIST.".formatted(step.operation(), step.name()));
        }
        String value =
                Optional.ofNullable(current).orElseGet(() -> ConfigDef.convertToString(key.defaultValue, key.type));
        List<String> elements = new ArrayList<>(elementsOf(value));
        if (step.operation() == OpType.APPEND) {
            elementsOf(step.value()).stream()
                    .filter(element -> !elements.contains(element))
                    .forEach(elements::add);
        } else {
            elements.removeAll(elementsOf(step.value()));
        }
        return String.join(",", elements);
    }

    private static List<String> elementsOf(String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(","))
                        .filter(element -> !element.isEmpty())
                        .toList();
    }
}
