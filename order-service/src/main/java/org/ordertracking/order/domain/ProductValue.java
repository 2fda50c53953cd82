package org.ordertracking.order.domain;

import java.math.BigDecimal;

/**
 * What was sold of a product, without orders that were rejected or cancelled.
 *
 * @param currency ISO 4217
 * @param amount of all pieces
 */
public record ProductValue(String sku, String currency, long orders, long pieces, BigDecimal amount) {}
