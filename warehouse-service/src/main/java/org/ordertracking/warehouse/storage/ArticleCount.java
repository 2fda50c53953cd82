package org.ordertracking.warehouse.storage;

/**
 * How many articles there are.
 *
 * @param inStock of which at least one piece can be reserved
 * @param soldOut of which none can
 */
public record ArticleCount(long inStock, long soldOut) {}
