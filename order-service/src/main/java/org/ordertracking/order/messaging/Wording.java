package org.ordertracking.order.messaging;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Formats;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.Shortage;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockRejected;

/** How events are put into words for the timeline. */
final class Wording {

    private Wording() {}

    static String orderLines(List<OrderLine> lines) {
        return lines.stream().map(line -> line.quantity() + " × " + line.sku()).collect(joining(", "));
    }

    static String stockLines(List<StockLine> lines) {
        return lines.stream().map(line -> line.quantity() + " × " + line.sku()).collect(joining(", "));
    }

    /** Why the warehouse refused; never longer than an event allows. */
    static String refusal(StockRejected rejected) {
        String articles = rejected.shortages().stream().map(Wording::shortage).collect(joining(", "));
        String reason = switch (rejected.reason()) {
            case OUT_OF_STOCK -> "Not enough in stock";
            case UNKNOWN_PRODUCT -> "Not kept by the warehouse";
            case FRAUD_SUSPECTED -> "The order looks like fraud";
        };
        String text = articles.isEmpty() ? reason : reason + ": " + articles;
        return text.length() <= Formats.MAX_TEXT ? text : text.substring(0, Formats.MAX_TEXT - 1) + "…";
    }

    /** What screening found. */
    static String verdict(OrderScreened screened) {
        if (screened.detail() != null) {
            return screened.detail();
        }
        return screened.verdict() == OrderScreened.Verdict.CLEARED
                ? "Nothing speaks against it"
                : "The order looks like fraud";
    }

    private static String shortage(Shortage shortage) {
        return "%s (%d wanted, %d left)".formatted(shortage.sku(), shortage.requested(), shortage.available());
    }

    static String channel(Channel channel) {
        return switch (channel) {
            case MAIL -> "Mail";
            case SMS -> "SMS";
        };
    }
}
