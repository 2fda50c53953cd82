package org.ordertracking.order.domain;

import java.util.Objects;
import java.util.Optional;
import org.ordertracking.events.Payment;

/**
 * How an order came about: told to the others when it is placed, and not kept with the order, which needs neither afterwards.
 *
 * @param payment the card it is paid with; empty for other means
 * @param visitorId the visitor of the shop who ordered; empty when not known
 */
public record Checkout(Optional<Payment> payment, Optional<String> visitorId) {

    /** Nothing is known of it. */
    public static final Checkout UNKNOWN = new Checkout(Optional.empty(), Optional.empty());

    public Checkout {
        Objects.requireNonNull(payment, "payment");
        Objects.requireNonNull(visitorId, "visitorId");
    }
}
