package org.ordertracking.broker.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The columns that a topic has as a table: those of every record, and one for each field of its JSON objects, found in all records that
 * were read. A field is left out, and reached through {@code _value} only, if its name is empty, has control characters or more than 200
 * characters, differs from one that was there before only in upper and lower case, is that of a column of every record, or comes after 500
 * others.
 */
public final class TopicColumns {
    /** Of every record, in this order. */
    static final List<Column> COMMON = List.of(
            new Column("_partition", "INTEGER"),
            new Column("_offset", "BIGINT"),
            new Column("_timestamp", "TIMESTAMP WITH TIME ZONE"),
            new Column("_key", "VARCHAR"),
            new Column("_headers", "MAP(VARCHAR, VARCHAR)"),
            new Column("_value", "VARCHAR"));

    private static final int MOST = 500;
    private static final Set<String> TAKEN = COMMON.stream().map(Column::name).collect(Collectors.toSet());

    private final Map<String, JsonShape> fields = new LinkedHashMap<>();
    private final Map<String, String> byLowerCase = new TreeMap<>();
    private final Set<String> leftOut = new java.util.HashSet<>();
    private boolean changed = true;

    /** A column and its SQL type. */
    public record Column(String name, String type) {}

    /** Takes note of the fields of one more object. */
    void add(JsonShape.Fields object) {
        object.fields().forEach((name, shape) -> {
            JsonShape known = fields.get(name);
            if (known != null) {
                JsonShape merged = known.merge(shape);
                changed |= !merged.equals(known);
                fields.put(name, merged);
            } else if (isColumn(name)) {
                byLowerCase.put(name.toLowerCase(Locale.ROOT), name);
                fields.put(name, shape);
                changed = true;
            } else if (leftOut.size() < MOST) {
                leftOut.add(name);
            }
        });
    }

    private boolean isColumn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return fields.size() < MOST
                && JsonShape.isName(name)
                && !TAKEN.contains(lower)
                && !byLowerCase.containsKey(lower);
    }

    /** Whether there are other columns, or other types, than at the last call of this method. */
    boolean changed() {
        boolean since = changed;
        changed = false;
        return since;
    }

    /** Those of the JSON objects. */
    List<Column> columns() {
        return fields.entrySet().stream()
                .map(field -> new Column(field.getKey(), field.getValue().type()))
                .toList();
    }

    /** How many fields are no columns; counted up to 500. */
    int leftOut() {
        return leftOut.size();
    }

    /** The statement that makes a view of the topic's name over the table with its records. */
    String view(String topic, String table) {
        String common = "p AS _partition, o AS _offset, make_timestamptz(t * 1000) AS _timestamp, k AS _key, "
                + "json_transform(h, '\"MAP(VARCHAR, VARCHAR)\"') AS _headers, v AS _value";
        String name = identifier(topic);
        if (fields.isEmpty()) {
            return "CREATE OR REPLACE VIEW main.%s AS SELECT %s FROM %s".formatted(name, common, table);
        }
        String columns = fields.keySet().stream()
                .map(field -> "f." + identifier(field) + " AS " + identifier(field))
                .collect(Collectors.joining(", "));
        String structure = fields.entrySet().stream()
                .map(field -> JsonShape.quoted(field.getKey())
                        + ':'
                        + field.getValue().structure())
                .collect(Collectors.joining(",", "{", "}"));
        // Two parsers of JSON may differ in what they take for it: the engine's has the last word on a value, not on
        // the query.
        return "CREATE OR REPLACE VIEW main.%s AS SELECT %s, %s FROM (SELECT *, CASE WHEN j AND json_valid(v) THEN json_transform(v, '%s') END AS f FROM %s)"
                .formatted(name, common, columns, structure.replace("'", "''"), table);
    }

    /** The statement that makes the table with a topic's records. */
    static String table(String table) {
        return "CREATE TABLE %s (p INTEGER, o BIGINT, t BIGINT, k VARCHAR, h VARCHAR, v VARCHAR, j BOOLEAN)"
                .formatted(table);
    }

    /** In SQL, whatever characters it has. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
