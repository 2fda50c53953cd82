package org.ordertracking.warehouse.domain;

import java.util.Objects;

/**
 * A line of an order: how many pieces of one article.
 *
 * @param quantity at least 1
 */
public record Line(String sku, int quantity) {

    public Line {
        Objects.requireNonNull(sku, "sku");
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity of " + sku + " must be at least 1, was " + quantity);
        }
    }
}
