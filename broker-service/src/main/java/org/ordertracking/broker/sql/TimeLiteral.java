package org.ordertracking.broker.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time that is written into a query, as a plain text or cast to {@code TIMESTAMPTZ}, {@code TIMESTAMP} or {@code DATE}. Only forms that
 * leave no doubt are understood; the engine knows more.
 */
final class TimeLiteral {
    private static final Pattern FORM = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})"
            + "(?<day>[ T](?<time>\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)(?<zone>Z|[+-]\\d{2}(:\\d{2})?)?)?");

    private TimeLiteral() {}

    /** @return milliseconds of the epoch, rounded down; empty if it is none, or none that is understood */
    static OptionalLong of(JsonNode node) {
        if (!"OPERATOR_CAST".equals(node.path("type").asText())) {
            return millis(node, true, true);
        }
        JsonNode text = node.path("child");
        return switch (node.path("cast_type").path("id").asText()) {
            case "TIMESTAMP WITH TIME ZONE" -> millis(text, true, true);
            // The engine passes over a zone here.
            case "TIMESTAMP" -> millis(text, true, false);
            case "DATE" -> millis(text, false, false);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong millis(JsonNode constant, boolean mayHaveTime, boolean mayHaveZone) {
        JsonNode value = constant.path("value");
        if (!"VALUE_CONSTANT".equals(constant.path("type").asText())
                || !"VARCHAR".equals(value.path("type").path("id").asText())) {
            return OptionalLong.empty();
        }
        Matcher form = FORM.matcher(value.path("value").asText());
        boolean understood = form.matches()
                && (mayHaveTime || form.group("day") == null)
                && (mayHaveZone || form.group("zone") == null);
        return understood ? millis(form.group("date"), form.group("time"), form.group("zone")) : OptionalLong.empty();
    }

    /** Without a zone it is UTC, which is the engine's. */
    private static OptionalLong millis(String date, String time, String zone) {
        try {
            return OptionalLong.of(LocalDate.parse(date)
                    .atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time))
                    .toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone))
                    .toEpochMilli());
        } catch (DateTimeException noSuchTime) {
            return OptionalLong.empty();
        }
    }
}
