package org.ordertracking.order.domain;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An article of the catalogue.
 *
 * @param unitPrice price of one piece in the shop's currency, two decimals
 */
public record Product(String sku, String name, String description, BigDecimal unitPrice) {

    public Product {
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(unitPrice, "unitPrice");
    }
}
