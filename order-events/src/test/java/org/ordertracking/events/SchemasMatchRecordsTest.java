package org.ordertracking.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds records and schemas to each other: names, types, and what may be missing. */
class SchemasMatchRecordsTest {

    /** Values that are known, of a field where readers take others for missing. */
    private static final String OPEN_ENUM = "x-extensible-enum";

    static List<EventType> types() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyComponentIsInTheSchemaAndNothingElse(EventType type) throws ReflectiveOperationException {
        JsonNode schema = Schemas.of(type);

        compare(type.payload().getSimpleName(), Examples.of(type), schema, schema);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaNamesItsEvent(EventType type) {
        JsonNode schema = Schemas.of(type);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asText())
                .isEqualTo("urn:order-tracking:" + type.payload().getSimpleName() + ".v1");
        assertThat(schema.path("title").asText()).isEqualTo(type.payload().getSimpleName());
    }

    @Test
    void everySchemaBelongsToAnEvent() throws IOException, URISyntaxException {
        Path folder = Path.of(getClass().getResource("/schemas").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = files.map(file -> file.getFileName().toString()).collect(toSet());

            assertThat(names)
                    .isEqualTo(types().stream()
                            .map(type -> type.payload().getSimpleName() + ".v1.json")
                            .collect(toSet()));
        }
    }

    @Test
    void everyEventOfTheSealedHierarchyHasAType() {
        assertThat(EventTypes.all().stream().map(EventType::payload).collect(toSet()))
                .isEqualTo(leaves(Event.class));
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }

    private static void compare(String path, Object example, JsonNode schema, JsonNode root)
            throws ReflectiveOperationException {
        JsonNode resolved = resolve(schema, root);
        RecordComponent[] components = example.getClass().getRecordComponents();
        assertThat(names(resolved.path("properties")))
                .as("properties of " + path)
                .isEqualTo(
                        Arrays.stream(components).map(RecordComponent::getName).collect(toSet()));
        assertThat(jsonType(resolved)).as("type of " + path).isEqualTo("object");
        for (RecordComponent component : components) {
            String where = path + "." + component.getName();
            JsonNode property = resolve(resolved.path("properties").path(component.getName()), root);
            assertThat(contains(resolved.path("required"), component.getName()))
                    .as(where + " is required by the schema, as by the record")
                    .isEqualTo(refusesNull(example, component));
            compareType(
                    where, component.getGenericType(), component.getAccessor().invoke(example), property, root);
        }
    }

    private static void compareType(String where, Type type, Object example, JsonNode property, JsonNode root)
            throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            assertThat(jsonType(property)).as(where).isEqualTo("array");
            compareType(
                    where + "[]",
                    list.getActualTypeArguments()[0],
                    ((List<?>) example).get(0),
                    property.path("items"),
                    root);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            compare(where, example, property, root);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            String keyword = property.has(OPEN_ENUM) ? OPEN_ENUM : "enum";
            assertThat(without(values(property.path(keyword)), "null"))
                    .as(where)
                    .isEqualTo(Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .collect(toSet()));
        } else {
            assertThat(jsonType(property)).as(where).isEqualTo(expectedType(where, type));
        }
    }

    private static String expectedType(String where, Type type) {
        if (type == String.class) {
            return "string";
        } else if (type == Instant.class) {
            return "string date-time";
        } else if (type == int.class || type == long.class) {
            return "integer";
        } else if (type == BigDecimal.class || type == double.class) {
            return "number";
        }
        return fail(where + " has type " + type + ", for which this test knows no JSON type");
    }

    /** The type, without null: whether that is allowed follows from being required. */
    private static String jsonType(JsonNode property) {
        JsonNode type = property.path("type");
        String plain = type.isArray() ? String.join("|", without(values(type), "null")) : type.asText();
        return property.has("format") ? plain + " " + property.path("format").asText() : plain;
    }

    private static Set<String> without(Set<String> values, String left) {
        values.remove(left);
        return values;
    }

    private static boolean refusesNull(Object example, RecordComponent nulled) throws ReflectiveOperationException {
        RecordComponent[] components = example.getClass().getRecordComponents();
        if (nulled.getType().isPrimitive()) {
            return true;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getName().equals(nulled.getName())
                    ? null
                    : components[i].getAccessor().invoke(example);
        }
        try {
            example.getClass().getDeclaredConstructor(types).newInstance(values);
            return false;
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(nulled.getName() + " is missing");
            return true;
        }
    }

    private static JsonNode resolve(JsonNode schema, JsonNode root) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> values(JsonNode array) {
        Set<String> values = new HashSet<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static boolean contains(JsonNode array, String value) {
        return values(array).contains(value);
    }
}
