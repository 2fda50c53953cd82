package org.ordertracking.order.screening.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * An order that is paid with a card.
 *
 * @param eventId of its OrderPlaced; the same event read again has the same one
 * @param amount in the shop's currency
 */
public record CardOrder(String eventId, Instant placedAt, BigDecimal amount) {

    /** The order in which they were placed; the id only makes it total. */
    static final Comparator<CardOrder> BY_TIME =
            Comparator.comparing(CardOrder::placedAt).thenComparing(CardOrder::eventId);

    public CardOrder {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(placedAt, "placedAt");
        Objects.requireNonNull(amount, "amount");
    }
}
