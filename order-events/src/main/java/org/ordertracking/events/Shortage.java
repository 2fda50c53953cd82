package org.ordertracking.events;

/**
 * An article that was wanted in a larger quantity than there is.
 *
 * @param sku see {@link Formats#SKU}
 * @param requested from 1 to {@link Formats#MAX_QUANTITY} pieces
 * @param available pieces that were left, 0 or more; 0 for an unknown article
 */
public record Shortage(String sku, int requested, long available) {

    public Shortage {
        Require.matching("sku", sku, Patterns.SKU);
        Require.between("requested", requested, 1, Formats.MAX_QUANTITY);
        Require.atLeast("available", available, 0);
    }
}
