package org.ordertracking.order.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderLine;

/**
 * What was bought, by whom, and where it goes. Fixed from the moment the order is placed.
 *
 * @param lines one per product, with the price at that moment
 * @param currency ISO 4217
 * @param total the sum of all lines
 */
public record Purchase(Customer customer, Address deliverTo, List<OrderLine> lines, String currency, BigDecimal total) {

    public Purchase {
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(deliverTo, "deliverTo");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(total, "total");
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("lines must not be empty");
        }
    }

    /** A purchase whose total is the sum of its lines. */
    public static Purchase of(Customer customer, Address deliverTo, List<OrderLine> lines, String currency) {
        BigDecimal total = lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Purchase(customer, deliverTo, lines, currency, total);
    }
}
