package org.ordertracking.events;

import java.time.Instant;

/**
 * An order cannot be carried out, and ends here.
 *
 * @param orderId see {@link Formats#ID}
 * @param detail the reason in words for a person, at most {@link Formats#MAX_TEXT} characters
 */
public record OrderRejected(String orderId, RejectionReason reason, String detail, Instant rejectedAt)
        implements OrderEvent {

    public OrderRejected {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.present("reason", reason);
        Require.text("detail", detail, Formats.MAX_TEXT);
        Require.present("rejectedAt", rejectedAt);
    }
}
