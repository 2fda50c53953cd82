package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One event about an order, as it was read from the log.
 *
 * @param sequence 1 for the first event of this order that was read, one more with each
 * @param eventId id of the event, the same however often it is delivered
 * @param eventType name of the event, for example {@code StockReserved}
 * @param service the service that said it
 * @param time when the record was written to the log
 * @param effect what it did to the order's state; empty for events that tell of a change made before, or of none
 * @param summary what it says, in words for a person
 */
public record TimelineStep(
        long sequence,
        String eventId,
        String eventType,
        String service,
        String topic,
        int partition,
        long offset,
        Instant time,
        Optional<Effect> effect,
        String summary) {}
