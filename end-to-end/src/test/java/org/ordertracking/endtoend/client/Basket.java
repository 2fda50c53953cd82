package org.ordertracking.endtoend.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An order as a customer places it: body of {@code POST /orders}.
 *
 * @param lines pieces by SKU
 * @param cardToken empty when no card pays
 */
public record Basket(Customer customer, Map<String, Integer> lines, Optional<String> cardToken) {

    /** An order that no card pays. */
    public Basket(Customer customer, Map<String, Integer> lines) {
        this(customer, lines, Optional.empty());
    }

    /** Who orders. */
    public record Customer(String name, String email, String phone) {}

    /** Pieces of one product, for a customer who has mail and a phone. */
    public static Basket of(String sku, int quantity) {
        return new Basket(new Customer("Ada Lovelace", "ada@example.com", "+4915112345678"), Map.of(sku, quantity));
    }

    /** The same, paid with a card. */
    public Basket paidWith(String token) {
        return new Basket(customer, lines, Optional.of(token));
    }

    Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "customer", customer,
                "deliverTo",
                        Map.of(
                                "street", "12 St James's Square",
                                "postalCode", "SW1Y 4JH",
                                "city", "London",
                                "country", "GB"),
                "lines", lines.entrySet().stream().map(Basket::line).toList()));
        cardToken.ifPresent(token -> body.put("payment", Map.of("cardToken", token)));
        return body;
    }

    private static Map<String, Object> line(Map.Entry<String, Integer> line) {
        return Map.of("sku", line.getKey(), "quantity", line.getValue());
    }
}
