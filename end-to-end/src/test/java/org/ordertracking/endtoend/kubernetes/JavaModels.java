package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The objects' classes in fabric8's and Strimzi's models. A field that a class does not have lands in the {@code
 * additionalProperties} of it; Strimzi's classes also say what is required.
 */
final class JavaModels {

    private static final Map<String, Class<?>> STRIMZI =
            Map.of("Kafka", Kafka.class, "KafkaNodePool", KafkaNodePool.class, "KafkaTopic", KafkaTopic.class);
    private static final String UNKNOWN_FIELDS = "additionalProperties";

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    /** What is wrong with a manifest; empty when there is no class for it. */
    Optional<List<String>> problems(Manifest manifest) {
        Object model;
        try {
            model = read(manifest);
        } catch (KubernetesClientException | IllegalArgumentException unreadable) {
            return Optional.of(List.of(unreadable.getMessage()));
        }
        if (model instanceof GenericKubernetesResource) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        walk("", manifest.content(), model, problems);
        return Optional.of(problems);
    }

    private Object read(Manifest manifest) {
        String json = manifest.content().toString();
        if (manifest.apiVersion().startsWith("kafka.strimzi.io/") && STRIMZI.containsKey(manifest.kind())) {
            return serialization.unmarshal(json, STRIMZI.get(manifest.kind()));
        }
        return serialization.unmarshal(json);
    }

    /**
     * @param json what the value was read from
     */
    private void walk(String path, JsonNode json, Object value, List<String> problems) {
        if (value instanceof Collection<?> elements) {
            int index = 0;
            for (Object element : elements) {
                walk(path + "/" + index, json.path(index++), element, problems);
            }
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach(
                    (key, element) -> walk(path + "/" + key, json.path(String.valueOf(key)), element, problems));
        } else if (value != null && isModel(value.getClass())) {
            unknownFields(value).forEach(field -> problems.add(path + "/" + field + " does not exist"));
            for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
                walkFields(path, json, type, value, problems);
            }
        }
    }

    private void walkFields(String path, JsonNode json, Class<?> type, Object value, List<String> problems) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getName().equals(UNKNOWN_FIELDS)) {
                continue;
            }
            String inner = path + "/" + field.getName();
            if (!json.hasNonNull(field.getName()) && isRequired(type, field)) {
                problems.add(inner + " is required");
            }
            walk(inner, json.path(field.getName()), content(field, value), problems);
        }
    }

    private static boolean isModel(Class<?> type) {
        String name = type.getName();
        return !type.isEnum()
                && (name.startsWith("io.fabric8.kubernetes.api.model.")
                        || name.startsWith("io.fabric8.openshift.api.model.")
                        || name.startsWith("io.strimzi.api."));
    }

    private static Collection<?> unknownFields(Object value) {
        return getter(value.getClass(), UNKNOWN_FIELDS)
                .map(getter -> (Map<?, ?>) call(getter, value))
                .<Collection<?>>map(fields -> fields == null ? List.of() : fields.keySet())
                .orElse(List.of());
    }

    private static boolean isRequired(Class<?> type, Field field) {
        return getter(type, field.getName())
                .map(getter -> getter.getAnnotation(JsonProperty.class))
                .filter(JsonProperty::required)
                .isPresent();
    }

    private static Optional<Method> getter(Class<?> type, String property) {
        String name = "get" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        try {
            return Optional.of(type.getMethod(name));
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        }
    }

    private static Object call(Method getter, Object value) {
        try {
            return getter.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter + " cannot be called", e);
        }
    }

    private static Object content(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }
}
