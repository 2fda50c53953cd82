package org.ordertracking.order.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ordertracking.events.OrderLine;

/** Products with their prices at one moment. */
public final class PriceList {

    private final Map<String, Product> bySku;

    public PriceList(Collection<Product> products) {
        bySku = products.stream().collect(Collectors.toUnmodifiableMap(Product::sku, Function.identity()));
    }

    /**
     * The lines of an order for what is in the basket.
     *
     * @throws UnknownProductException when a line asks for a product that is not on the list
     */
    public List<OrderLine> price(List<BasketLine> basket) {
        List<OrderLine> lines = new ArrayList<>(basket.size());
        for (BasketLine wanted : basket) {
            Product product = bySku.get(wanted.sku());
            if (product == null) {
                throw new UnknownProductException(lines.size(), wanted.sku());
            }
            lines.add(new OrderLine(wanted.sku(), wanted.quantity(), product.unitPrice()));
        }
        return List.copyOf(lines);
    }
}
