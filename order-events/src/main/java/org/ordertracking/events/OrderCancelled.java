package org.ordertracking.events;

import java.time.Instant;

/**
 * The customer took an order back; what was done for it is undone.
 *
 * @param orderId see {@link Formats#ID}
 * @param reason in words for a person, at most {@link Formats#MAX_TEXT} characters
 */
public record OrderCancelled(String orderId, String reason, Instant cancelledAt) implements OrderEvent {

    public OrderCancelled {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.text("reason", reason, Formats.MAX_TEXT);
        Require.present("cancelledAt", cancelledAt);
    }
}
