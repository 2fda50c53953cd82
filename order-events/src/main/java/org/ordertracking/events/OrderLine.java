package org.ordertracking.events;

import java.math.BigDecimal;

/**
 * One article of an order.
 *
 * @param sku see {@link Formats#SKU}
 * @param quantity from 1 to {@link Formats#MAX_QUANTITY} pieces
 * @param unitPrice price of one piece in the order's currency, two decimals, from 0 to {@link Formats#MAX_AMOUNT}
 */
public record OrderLine(String sku, int quantity, BigDecimal unitPrice) {

    public OrderLine {
        Require.matching("sku", sku, Patterns.SKU);
        Require.between("quantity", quantity, 1, Formats.MAX_QUANTITY);
        unitPrice = Require.amount("unitPrice", unitPrice);
    }
}
