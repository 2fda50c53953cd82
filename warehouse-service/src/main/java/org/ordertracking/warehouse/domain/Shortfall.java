package org.ordertracking.warehouse.domain;

/**
 * A line that cannot be supplied.
 *
 * @param requested pieces that the line asks for
 * @param available pieces that were left when its turn came; 0 for an unknown article
 * @param known whether the warehouse keeps the article at all
 */
public record Shortfall(String sku, int requested, long available, boolean known) {}
