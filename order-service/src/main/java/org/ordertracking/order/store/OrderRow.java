package org.ordertracking.order.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.order.domain.Delivery;
import org.ordertracking.order.domain.Milestones;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.ParcelReturn;
import org.ordertracking.order.domain.Purchase;
import org.ordertracking.order.domain.Rejection;

/** A row of the table {@code orders}: an order without its lines. */
record OrderRow(
        String id,
        Customer customer,
        Address deliverTo,
        String currency,
        BigDecimal total,
        OrderState state,
        Milestones milestones,
        Optional<Instant> clearedAt,
        Optional<Rejection> rejection,
        Optional<String> cancellationReason,
        Optional<Delivery> delivery,
        Optional<ParcelReturn> parcelReturn) {

    static OrderRow read(RowView row) {
        return new OrderRow(
                row.getColumn("id", String.class),
                new Customer(
                        row.getColumn("customer_name", String.class),
                        row.getColumn("customer_email", String.class),
                        row.getColumn("customer_phone", String.class)),
                new Address(
                        row.getColumn("street", String.class),
                        row.getColumn("postal_code", String.class),
                        row.getColumn("city", String.class),
                        row.getColumn("country", String.class)),
                row.getColumn("currency", String.class),
                row.getColumn("total", BigDecimal.class),
                row.getColumn("state", OrderState.class),
                milestones(row),
                Optional.ofNullable(row.getColumn("cleared_at", Instant.class)),
                rejection(row),
                Optional.ofNullable(row.getColumn("cancellation_reason", String.class)),
                delivery(row),
                parcelReturn(row));
    }

    Order withLines(List<OrderLine> lines) {
        return new Order(
                id,
                new Purchase(customer, deliverTo, lines, currency, total),
                state,
                milestones,
                clearedAt,
                rejection,
                cancellationReason,
                delivery,
                parcelReturn);
    }

    private static Milestones milestones(RowView row) {
        Map<OrderState, Instant> reachedAt = new EnumMap<>(OrderState.class);
        for (OrderState state : OrderState.values()) {
            Instant at = row.getColumn(state.name().toLowerCase(Locale.ROOT) + "_at", Instant.class);
            if (at != null) {
                reachedAt.put(state, at);
            }
        }
        return new Milestones(reachedAt);
    }

    private static Optional<Rejection> rejection(RowView row) {
        RejectionReason reason = row.getColumn("rejection_reason", RejectionReason.class);
        return reason == null
                ? Optional.empty()
                : Optional.of(new Rejection(reason, row.getColumn("rejection_detail", String.class)));
    }

    private static Optional<ParcelReturn> parcelReturn(RowView row) {
        Optional<Instant> recalledAt = Optional.ofNullable(row.getColumn("recalled_at", Instant.class));
        Optional<Instant> returnedAt = Optional.ofNullable(row.getColumn("returned_at", Instant.class));
        return recalledAt.isEmpty() && returnedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParcelReturn(recalledAt, returnedAt));
    }

    private static Optional<Delivery> delivery(RowView row) {
        String trackingNumber = row.getColumn("tracking_number", String.class);
        return trackingNumber == null
                ? Optional.empty()
                : Optional.of(new Delivery(
                        trackingNumber,
                        row.getColumn("carrier", String.class),
                        row.getColumn("slot_start", Instant.class),
                        row.getColumn("slot_end", Instant.class)));
    }
}
