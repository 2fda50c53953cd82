package org.ordertracking.order.domain;

/**
 * So many pieces of one product, as wanted by a customer.
 *
 * @param quantity 1 or more
 */
public record BasketLine(String sku, int quantity) {}
