package org.ordertracking.order.application;

import java.util.List;
import java.util.Objects;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.order.domain.BasketLine;
import org.ordertracking.order.domain.Checkout;

/** A customer's wish to buy. */
public record PlaceOrder(Customer customer, Address deliverTo, List<BasketLine> basket, Checkout checkout) {

    public PlaceOrder {
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(deliverTo, "deliverTo");
        basket = List.copyOf(basket);
        Objects.requireNonNull(checkout, "checkout");
    }
}
