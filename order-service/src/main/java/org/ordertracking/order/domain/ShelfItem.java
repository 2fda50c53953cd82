package org.ordertracking.order.domain;

import java.util.Optional;

/**
 * A product with its stock.
 *
 * @param stock empty as long as the warehouse has not told of it
 */
public record ShelfItem(Product product, Optional<StockLevel> stock) {}
