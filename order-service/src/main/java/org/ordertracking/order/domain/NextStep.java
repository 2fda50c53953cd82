package org.ordertracking.order.domain;

import java.util.List;
import java.util.Optional;

/** What an order that is on its way waits for, and who has to do it. */
public enum NextStep {
    SCREENING(OrderState.PLACED, "order-service", List.of("OrderScreened")),
    STOCK(OrderState.PLACED, "warehouse-service", List.of("StockReserved", "StockRejected")),
    DELIVERY_PLAN(OrderState.CONFIRMED, "logistics-service", List.of("DeliveryScheduled")),
    DEPARTURE(OrderState.SCHEDULED, "logistics-service", List.of("ParcelDispatched")),
    ARRIVAL(OrderState.DISPATCHED, "logistics-service", List.of("ParcelDelivered"));

    private final OrderState in;
    private final String service;
    private final List<String> events;

    NextStep(OrderState in, String service, List<String> events) {
        this.in = in;
        this.service = service;
        this.events = events;
    }

    /** The step that comes next for an order; empty at an end. */
    public static Optional<NextStep> of(Order order) {
        return of(order.state(), order.clearedAt().isPresent());
    }

    /** The same, from what is known of an order in a list. */
    public static Optional<NextStep> of(OrderState state, boolean cleared) {
        return switch (state) {
            case PLACED -> Optional.of(cleared ? STOCK : SCREENING);
            case CONFIRMED -> Optional.of(DELIVERY_PLAN);
            case SCHEDULED -> Optional.of(DEPARTURE);
            case DISPATCHED -> Optional.of(ARRIVAL);
            case DELIVERED, REJECTED, CANCELLED -> Optional.empty();
        };
    }

    /** The state in which an order waits for it. */
    public OrderState in() {
        return in;
    }

    /** Who has to do it. */
    public String service() {
        return service;
    }

    /** What that service says when it is done, one of these. */
    public List<String> events() {
        return events;
    }
}
