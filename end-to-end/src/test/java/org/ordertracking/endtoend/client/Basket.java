package org.ordertracking.endtoend.client;

import java.util.Map;

/**
 * An order as a customer places it: body of {@code POST /orders}.
 *
 * @param lines pieces by SKU
 */
public record Basket(Customer customer, Map<String, Integer> lines) {

    /** Who orders. */
    public record Customer(String name, String email, String phone) {}

    /** Pieces of one product, for a customer who has mail and a phone. */
    public static Basket of(String sku, int quantity) {
        return new Basket(new Customer("Ada Lovelace", "ada@example.com", "+4915112345678"), Map.of(sku, quantity));
    }

    Map<String, Object> body() {
        return Map.of(
                "customer", customer,
                "deliverTo",
                        Map.of(
                                "street", "12 St James's Square",
                                "postalCode", "SW1Y 4JH",
                                "city", "London",
                                "country", "GB"),
                "lines", lines.entrySet().stream().map(Basket::line).toList());
    }

    private static Map<String, Object> line(Map.Entry<String, Integer> line) {
        return Map.of("sku", line.getKey(), "quantity", line.getValue());
    }
}
