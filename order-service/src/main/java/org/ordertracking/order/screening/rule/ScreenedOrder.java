package org.ordertracking.order.screening.rule;

import java.util.Objects;

/** An order of a card and what was found of it. */
public record ScreenedOrder(CardOrder order, Finding finding) {

    public ScreenedOrder {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(finding, "finding");
    }
}
