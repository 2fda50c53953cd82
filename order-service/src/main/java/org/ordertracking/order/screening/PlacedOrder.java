package org.ordertracking.order.screening;

import java.util.Optional;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.Payment;

/**
 * An order as it was read from the log.
 *
 * @param payload the record's value, which goes on as it is
 */
record PlacedOrder(EventEnvelope<OrderPlaced> envelope, byte[] payload) {

    /** The token of the card that pays; empty when it is paid by other means. */
    Optional<String> card() {
        return Optional.ofNullable(envelope.event().payment()).map(Payment::cardToken);
    }
}
