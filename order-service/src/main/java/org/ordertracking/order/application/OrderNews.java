package org.ordertracking.order.application;

import java.util.Objects;
import java.util.Optional;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.Transition;

/**
 * What the log says about an order.
 *
 * @param change what it means for the order; empty when it only belongs on the timeline
 */
public record OrderNews(String orderId, LoggedEvent event, Optional<Change> change) {

    public OrderNews {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(change, "change");
    }

    /** A transition to ask an order for. */
    @FunctionalInterface
    public interface Change {
        Transition of(Order order);
    }
}
