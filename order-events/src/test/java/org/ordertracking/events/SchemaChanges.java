package org.ordertracking.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what would break readers when one schema takes the place of another under the same version.
 *
 * <p>A log is read in both directions: old readers meet new events, and new readers meet the events that are on it already.
 * A narrower rule breaks the second, a wider one the first, for our readers are strict. So of what was released only words
 * for people may change, and the one thing that may be added is a field that may be missing. Everything else is a new type.
 */
final class SchemaChanges {

    /** Keywords that tell people something and readers nothing. */
    private static final Set<String> WORDS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "title",
            "description",
            "examples",
            "default",
            "deprecated",
            "x-extensible-enum");

    /** Compared where they are referred to. */
    private static final String DEFINITIONS = "$defs";

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> breaks = new ArrayList<>();

    private SchemaChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @return what breaks, each with the place and both sides; empty when readers notice nothing
     */
    static List<String> breaking(JsonNode before, JsonNode after) {
        SchemaChanges changes = new SchemaChanges(before, after);
        changes.compare("", before, after);
        return changes.breaks;
    }

    private void compare(String path, JsonNode old, JsonNode now) {
        JsonNode oldSchema = resolve(old, before);
        JsonNode newSchema = resolve(now, after);
        Set<String> keywords = new TreeSet<>();
        oldSchema.fieldNames().forEachRemaining(keywords::add);
        newSchema.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS);
        keywords.remove(DEFINITIONS);
        for (String keyword : keywords) {
            JsonNode was = oldSchema.path(keyword);
            JsonNode is = newSchema.path(keyword);
            switch (keyword) {
                case "properties" -> compareFields(path, was, is, newSchema.path("required"));
                case "required" -> compareRequired(path, was, is);
                case "items" -> compare(path + "[]", was, is);
                case "enum", "type" -> compareSets(path, keyword, was, is);
                default -> compareRule(path, keyword, was, is);
            }
        }
    }

    private void compareFields(String path, JsonNode was, JsonNode is, JsonNode required) {
        was.fieldNames().forEachRemaining(field -> {
            String place = path + "." + field;
            if (is.has(field)) {
                compare(place, was.path(field), is.path(field));
            } else {
                breaks.add(place + " is gone: readers of before need it, and events with it are on the log");
            }
        });
        is.fieldNames().forEachRemaining(field -> {
            if (!was.has(field) && texts(required).contains(text(field))) {
                breaks.add(path + "." + field + " is new and required: events on the log do not have it");
            }
        });
    }

    private void compareRequired(String path, JsonNode was, JsonNode is) {
        Set<String> before = texts(was);
        Set<String> now = texts(is);
        for (String field : now) {
            if (!before.contains(field)) {
                breaks.add(path + ": " + field + " is required now: events without it are on the log");
            }
        }
        for (String field : before) {
            if (!now.contains(field)) {
                breaks.add(path + ": " + field + " may be missing now: readers of before need it");
            }
        }
    }

    /** The order of values does not matter. */
    private void compareSets(String path, String keyword, JsonNode was, JsonNode is) {
        Set<String> before = texts(was);
        Set<String> now = texts(is);
        if (!before.equals(now)) {
            breaks.add("%s: %s was %s and is %s: %s"
                    .formatted(
                            path,
                            keyword,
                            before,
                            now,
                            now.containsAll(before) && !before.isEmpty()
                                    ? "readers of before refuse what is new"
                                    : "events with the others are on the log"));
        }
    }

    private void compareRule(String path, String keyword, JsonNode was, JsonNode is) {
        if (was.isNumber() && is.isNumber()
                ? was.decimalValue().compareTo(is.decimalValue()) != 0
                : !Objects.equals(was, is)) {
            breaks.add("%s: %s was %s and is %s".formatted(path, keyword, shown(was), shown(is)));
        }
    }

    private static String shown(JsonNode rule) {
        if (rule.isMissingNode()) {
            return "absent";
        }
        return rule.isNumber() ? rule.decimalValue().toPlainString() : rule.toString();
    }

    private static Set<String> texts(JsonNode values) {
        Set<String> texts = new TreeSet<>();
        if (values.isArray()) {
            values.forEach(value -> texts.add(value.toString()));
        } else if (!values.isMissingNode()) {
            texts.add(values.toString());
        }
        return texts;
    }

    private static String text(String value) {
        return '"' + value + '"';
    }

    private static JsonNode resolve(JsonNode schema, JsonNode root) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }
}
