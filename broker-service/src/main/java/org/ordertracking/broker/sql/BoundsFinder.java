package org.ordertracking.broker.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what the conditions of a query say of partitions, offsets and times. Only the plainest are understood: comparisons of
 * {@code _partition} and {@code _offset} with whole numbers and of {@code _timestamp} with a {@link TimeLiteral}, all of which must hold, in
 * a query that reads one topic once. All else is left to the engine, so nothing is ever left out that the query could have wanted.
 */
final class BoundsFinder {
    private static final String PARTITION = "_partition";
    private static final String OFFSET = "_offset";
    private static final String TIMESTAMP = "_timestamp";

    private BoundsFinder() {}

    /**
     * @param select the query's outermost SELECT
     * @param table the only use of a topic in it
     */
    static ReadBounds of(JsonNode select, JsonNode table) {
        boolean plain = "SELECT_NODE".equals(select.path("type").asText())
                && select.path("from_table") == table
                && table.path("column_name_alias").isEmpty();
        return plain ? narrowed(ReadBounds.NONE, select.path("where_clause"), aliasOf(table)) : ReadBounds.NONE;
    }

    private static String aliasOf(JsonNode table) {
        String alias = table.path("alias").asText();
        return (alias.isEmpty() ? table.path("table_name").asText() : alias).toLowerCase(Locale.ROOT);
    }

    private static ReadBounds narrowed(ReadBounds bounds, JsonNode condition, String alias) {
        switch (condition.path("type").asText()) {
            case "CONJUNCTION_AND" -> {
                ReadBounds all = bounds;
                for (JsonNode child : condition.path("children")) {
                    all = narrowed(all, child, alias);
                }
                return all;
            }
            case "COMPARE_BETWEEN" -> {
                JsonNode column = condition.path("input");
                ReadBounds low =
                        compared(bounds, column, "COMPARE_GREATERTHANOREQUALTO", condition.path("lower"), alias);
                return compared(low, column, "COMPARE_LESSTHANOREQUALTO", condition.path("upper"), alias);
            }
            case "COMPARE_IN" -> {
                return among(bounds, condition.path("children"), alias);
            }
            default -> {
                String how = condition.path("type").asText();
                JsonNode left = condition.path("left");
                JsonNode right = condition.path("right");
                return number(left).isPresent() || TimeLiteral.of(left).isPresent()
                        ? compared(bounds, right, turned(how), left, alias)
                        : compared(bounds, left, how, right, alias);
            }
        }
    }

    private static ReadBounds compared(
            ReadBounds bounds, JsonNode column, String how, JsonNode constant, String alias) {
        if (is(column, TIMESTAMP, alias)) {
            OptionalLong time = TimeLiteral.of(constant);
            return time.isPresent() ? timed(bounds, how, time.getAsLong()) : bounds;
        }
        Optional<Long> value = number(constant);
        if (value.isEmpty()) {
            return bounds;
        }
        long number = value.get();
        if (is(column, PARTITION, alias)) {
            return how.equals("COMPARE_EQUAL") ? bounds.among(partitions(number)) : bounds;
        }
        if (!is(column, OFFSET, alias)) {
            return bounds;
        }
        return switch (how) {
            case "COMPARE_EQUAL" -> bounds.atLeast(number).below(next(number));
            case "COMPARE_GREATERTHAN" -> bounds.atLeast(next(number));
            case "COMPARE_GREATERTHANOREQUALTO" -> bounds.atLeast(number);
            case "COMPARE_LESSTHAN" -> bounds.below(number);
            case "COMPARE_LESSTHANOREQUALTO" -> bounds.below(next(number));
            default -> bounds;
        };
    }

    /** A time is rounded down to milliseconds, so the one that it falls into may be wanted in either direction. */
    private static ReadBounds timed(ReadBounds bounds, String how, long millis) {
        return switch (how) {
            case "COMPARE_EQUAL" -> bounds.notBefore(millis).before(millis + 1);
            case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO" -> bounds.notBefore(millis);
            case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO" -> bounds.before(millis + 1);
            default -> bounds;
        };
    }

    private static ReadBounds among(ReadBounds bounds, JsonNode children, String alias) {
        if (!is(children.path(0), PARTITION, alias)) {
            return bounds;
        }
        Set<Integer> wanted = new TreeSet<>();
        for (int i = 1; i < children.size(); i++) {
            Optional<Long> value = number(children.path(i));
            if (value.isEmpty()) {
                return bounds;
            }
            wanted.addAll(partitions(value.get()));
        }
        return bounds.among(wanted);
    }

    private static boolean is(JsonNode node, String column, String alias) {
        JsonNode names = node.path("column_names");
        String last = names.path(names.size() - 1).asText();
        boolean here = names.size() == 1
                || names.size() == 2
                        && names.path(0).asText().toLowerCase(Locale.ROOT).equals(alias);
        return "COLUMN_REF".equals(node.path("type").asText()) && here && last.equalsIgnoreCase(column);
    }

    private static Optional<Long> number(JsonNode node) {
        JsonNode value = node.path("value").path("value");
        boolean whole = "VALUE_CONSTANT".equals(node.path("type").asText())
                && value.isIntegralNumber()
                && value.canConvertToLong();
        // A truth value or a date is kept as a number too.
        String type = node.path("value").path("type").path("id").asText();
        return whole && (type.equals("INTEGER") || type.equals("BIGINT"))
                ? Optional.of(value.asLong())
                : Optional.empty();
    }

    private static Set<Integer> partitions(long index) {
        return index >= 0 && index <= Integer.MAX_VALUE ? Set.of((int) index) : Set.of();
    }

    private static long next(long offset) {
        return offset == Long.MAX_VALUE ? offset : offset + 1;
    }

    private static String turned(String how) {
        return switch (how) {
            case "COMPARE_GREATERTHAN" -> "COMPARE_LESSTHAN";
            case "COMPARE_GREATERTHANOREQUALTO" -> "COMPARE_LESSTHANOREQUALTO";
            case "COMPARE_LESSTHAN" -> "COMPARE_GREATERTHAN";
            case "COMPARE_LESSTHANOREQUALTO" -> "COMPARE_GREATERTHANOREQUALTO";
            default -> how;
        };
    }
}
