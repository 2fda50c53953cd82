package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Writes an order's steps as a table, one line at a time. */
final class TimelinePrinter {

    private static final String ROW = "%8s  %-21s %-18s %-16s %9s %7s  %s";

    private final PrintStream out;

    TimelinePrinter(PrintStream out) {
        this.out = out;
    }

    void header() {
        row("ms", "service", "event", "topic", "partition", "offset", "");
    }

    /** A step, as order-service describes it. */
    void step(JsonNode step) {
        JsonNode millis = step.path("millisSinceBefore");
        row(
                millis.isMissingNode() ? "0" : "+" + millis.asLong(),
                step.path("service").asText("?"),
                step.path("type").asText("?"),
                step.path("topic").asText("?"),
                step.path("partition").asText("?"),
                step.path("offset").asText("?"),
                step.path("summary").asText(""));
    }

    private void row(Object... cells) {
        out.println(ROW.formatted(cells).stripTrailing());
    }

    /** How the order ended, as order-service describes the order. */
    void end(JsonNode order) {
        String state = order.path("state").asText("?");
        out.println();
        out.println(state + after(order, state) + why(order));
    }

    private static String after(JsonNode order, String state) {
        JsonNode placed = order.path("reachedAt").path("PLACED");
        JsonNode ended = order.path("reachedAt").path(state);
        if (!placed.isTextual() || !ended.isTextual()) {
            return "";
        }
        Duration taken = Duration.between(Instant.parse(placed.asText()), Instant.parse(ended.asText()));
        return " after %d.%03d s".formatted(taken.toSeconds(), taken.toMillisPart());
    }

    private static String why(JsonNode order) {
        String rejection = order.path("rejection").path("detail").asText("");
        String cancellation = order.path("cancellationReason").asText("");
        String reason = rejection.isEmpty() ? cancellation : rejection;
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
