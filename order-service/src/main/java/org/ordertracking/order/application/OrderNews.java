package org.ordertracking.order.application;

import java.util.Objects;
import java.util.Optional;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.TimelineStep;
import org.ordertracking.order.domain.Transition;

/**
 * What the log says about an order.
 *
 * @param summary in words for a person; cut after {@link TimelineStep#MAX_SUMMARY} characters
 * @param change what it means for the order; empty when it only belongs on the timeline
 */
public record OrderNews(String orderId, LoggedEvent event, String summary, Optional<Change> change) {

    public OrderNews {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(event, "event");
        summary = shortened(summary);
        Objects.requireNonNull(change, "change");
    }

    private static String shortened(String text) {
        return text.length() <= TimelineStep.MAX_SUMMARY ? text : text.substring(0, TimelineStep.MAX_SUMMARY - 1) + "…";
    }

    /** A transition to ask an order for. */
    @FunctionalInterface
    public interface Change {
        Transition of(Order order);
    }
}
