package org.ordertracking.notification.support;

import static org.ordertracking.notification.support.InMemoryLog.someTime;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.RejectionReason;

/** Events of one order, as the other services would say them. */
public record Orders(String id) {

    public static final Customer JANE = new Customer("Jane Doe", "jane@example.org", "+4915112345678");

    private static final Address HOME = new Address("Main Street 1", "12345", "Berlin", "DE");
    private static final List<OrderLine> LINES = List.of(
            new OrderLine("MUG-BLUE", 2, new BigDecimal("9.90")), new OrderLine("TEE-M", 1, new BigDecimal("19.00")));

    /** An order that no other test knows. */
    public static Orders newOrder() {
        return new Orders(UUID.randomUUID().toString());
    }

    public OrderPlaced placedBy(Customer customer) {
        return new OrderPlaced(id, customer, HOME, LINES, "EUR", new BigDecimal("38.80"), someTime());
    }

    public OrderConfirmed confirmed() {
        return new OrderConfirmed(id, HOME, LINES, someTime());
    }

    public OrderRejected rejected(RejectionReason reason) {
        return new OrderRejected(id, reason, "POSTER-LOG: 1 wanted, 0 available", someTime());
    }

    public OrderCancelled cancelled() {
        return new OrderCancelled(id, "changed my mind", someTime());
    }

    public ParcelDispatched dispatched() {
        return new ParcelDispatched(id, "CD123456785DE", someTime());
    }

    public ParcelReturned returned() {
        return new ParcelReturned(id, "CD123456785DE", someTime());
    }

    public ParcelDelivered delivered() {
        return new ParcelDelivered(id, "CD123456785DE", someTime());
    }
}
