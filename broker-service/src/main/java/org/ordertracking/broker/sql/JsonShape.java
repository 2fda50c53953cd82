package org.ordertracking.broker.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What values of JSON have in common, and the type that a column of them gets. Of two shapes that differ: integer and other number are
 * DOUBLE; a text and any other scalar, or a truth value and a number, are VARCHAR; what is nested and what is not is JSON.
 */
sealed interface JsonShape {
    /** More fields than that are rather keys of a map. */
    int MOST_FIELDS = 200;

    /** The shape of either. */
    default JsonShape merge(JsonShape other) {
        if (this.equals(other) || other == Scalar.NULL) {
            return this;
        }
        if (this == Scalar.NULL) {
            return other;
        }
        if (this instanceof Scalar one && other instanceof Scalar two) {
            return one.isNumber() && two.isNumber() ? Scalar.DOUBLE : Scalar.VARCHAR;
        }
        if (this instanceof Fields one && other instanceof Fields two) {
            return one.with(two);
        }
        if (this instanceof ListOf one && other instanceof ListOf two) {
            return new ListOf(one.element().merge(two.element()));
        }
        return Any.JSON;
    }

    /** As the engine's {@code json_transform} wants it: JSON. */
    String structure();

    /** As SQL names the type. */
    String type();

    /** One value. */
    enum Scalar implements JsonShape {
        /** Nothing but null was seen: whatever comes fits. */
        NULL("JSON"),
        BOOLEAN("BOOLEAN"),
        BIGINT("BIGINT"),
        DOUBLE("DOUBLE"),
        VARCHAR("VARCHAR");

        private final String type;

        Scalar(String type) {
            this.type = type;
        }

        private boolean isNumber() {
            return this == BIGINT || this == DOUBLE;
        }

        @Override
        public String structure() {
            return '"' + type + '"';
        }

        @Override
        public String type() {
            return type;
        }
    }

    /** Anything: kept as JSON text. */
    enum Any implements JsonShape {
        JSON;

        @Override
        public String structure() {
            return "\"JSON\"";
        }

        @Override
        public String type() {
            return "JSON";
        }
    }

    /** An array. */
    record ListOf(JsonShape element) implements JsonShape {
        @Override
        public String structure() {
            return '[' + element.structure() + ']';
        }

        @Override
        public String type() {
            return element.type() + "[]";
        }
    }

    /** An object, with its fields in the order in which they were first seen. */
    record Fields(Map<String, JsonShape> fields) implements JsonShape {

        Fields with(Fields other) {
            Map<String, JsonShape> all = new LinkedHashMap<>(fields);
            other.fields.forEach((name, shape) -> all.merge(name, shape, JsonShape::merge));
            return new Fields(all);
        }

        /** Whether the engine can have it as a STRUCT: names that can be told from each other, and not too many. */
        boolean isStruct() {
            Set<String> names = fields.keySet().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return !fields.isEmpty()
                    && fields.size() <= MOST_FIELDS
                    && names.size() == fields.size()
                    && fields.keySet().stream().allMatch(JsonShape::isName);
        }

        @Override
        public String structure() {
            if (!isStruct()) {
                return Any.JSON.structure();
            }
            return fields.entrySet().stream()
                    .map(field ->
                            quoted(field.getKey()) + ':' + field.getValue().structure())
                    .collect(Collectors.joining(",", "{", "}"));
        }

        @Override
        public String type() {
            if (!isStruct()) {
                return Any.JSON.type();
            }
            return fields.entrySet().stream()
                    .map(field -> TopicColumns.identifier(field.getKey())
                            + ' '
                            + field.getValue().type())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
    }

    /** Whether the engine takes it for a name. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_FIELDS
                && name.chars()
                        .noneMatch(found -> Character.isISOControl(found) || Character.isSurrogate((char) found));
    }

    /** As a text of JSON; for names that {@link #isName} has let pass. */
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
