package org.ordertracking.order.domain;

import java.util.Objects;
import org.ordertracking.events.RejectionReason;

/**
 * Why an order could not be carried out.
 *
 * @param detail the reason in words for a person
 */
public record Rejection(RejectionReason reason, String detail) {

    public Rejection {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
