package org.ordertracking.events;

/**
 * Some pieces of one article in the warehouse.
 *
 * @param sku see {@link Formats#SKU}
 * @param quantity from 1 to {@link Formats#MAX_QUANTITY} pieces
 */
public record StockLine(String sku, int quantity) {

    public StockLine {
        Require.matching("sku", sku, Patterns.SKU);
        Require.between("quantity", quantity, 1, Formats.MAX_QUANTITY);
    }
}
