package org.ordertracking.order.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.ordertracking.events.OrderLine;
import org.ordertracking.order.domain.Delivery;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.OrderSummary;
import org.ordertracking.order.domain.ParcelReturn;
import org.ordertracking.order.domain.Purchase;
import org.ordertracking.order.domain.Rejection;

/**
 * Orders in the database.
 *
 * <p>Events from several topics and a customer's cancellation may change one order at the same moment. Whoever changes an
 * order first takes its row with {@link #lock}, until the end of the transaction. So no change is lost, and what the
 * changes put into the outbox stands there in the order of the changes.
 */
@ApplicationScoped
public class OrderStore {

    private static final String COLUMNS = """
            id, state, customer_name, customer_email, customer_phone, street, postal_code, city, country, currency, total,
            rejection_reason, rejection_detail, cancellation_reason, tracking_number, carrier, slot_start, slot_end,
            placed_at, confirmed_at, scheduled_at, dispatched_at, delivered_at, rejected_at, cancelled_at,
            recalled_at, returned_at, cleared_at, progressed_at
            """;

    private final Jdbi jdbi;

    OrderStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The order with this id. */
    public Optional<Order> find(String id) {
        return jdbi.withHandle(handle -> read(handle, id, ""));
    }

    /** The order with this id, which nobody else can change until this transaction ends. */
    public Optional<Order> lock(String id) {
        return jdbi.withHandle(handle -> read(handle, id, " FOR UPDATE"));
    }

    private static Optional<Order> read(Handle handle, String id, String clause) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM orders WHERE id = :id" + clause)
                .bind("id", id)
                .map(OrderRow::read)
                .findOne()
                .map(row -> row.withLines(lines(handle, List.of(id)).getOrDefault(id, List.of())));
    }

    private static Map<String, List<OrderLine>> lines(Handle handle, List<String> orderIds) {
        return handle.createQuery("SELECT order_id, sku, quantity, unit_price FROM order_line"
                        + " WHERE order_id IN (<ids>) ORDER BY order_id, line")
                .bindList("ids", orderIds)
                .map(row -> Map.entry(
                        row.getColumn("order_id", String.class),
                        new OrderLine(
                                row.getColumn("sku", String.class),
                                row.getColumn("quantity", Integer.class),
                                row.getColumn("unit_price", BigDecimal.class))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Keeps a new order. */
    public void insert(Order order) {
        jdbi.useHandle(handle -> {
            Purchase purchase = order.purchase();
            var insert = handle.createUpdate("INSERT INTO orders (" + COLUMNS + ", customer_key) VALUES (" + """
                            :id, :state, :name, :email, :phone, :street, :postalCode, :city, :country,
                            :currency, :total, :rejectionReason, :rejectionDetail, :cancellationReason,
                            :trackingNumber, :carrier, :slotStart, :slotEnd,
                            :PLACED, :CONFIRMED, :SCHEDULED, :DISPATCHED, :DELIVERED, :REJECTED, :CANCELLED,
                            :recalledAt, :returnedAt, :clearedAt, :progressedAt,
                            :customerKey)
                            """)
                    .bind("name", purchase.customer().name())
                    .bind("email", purchase.customer().email())
                    .bind("phone", purchase.customer().phone())
                    .bind("street", purchase.deliverTo().street())
                    .bind("postalCode", purchase.deliverTo().postalCode())
                    .bind("city", purchase.deliverTo().city())
                    .bind("country", purchase.deliverTo().country())
                    .bind("currency", purchase.currency())
                    .bind("total", purchase.total())
                    .bind("customerKey", customerKey(purchase.customer().email()));
            bindState(insert, order).execute();
            insertLines(handle, order);
        });
    }

    private static void insertLines(Handle handle, Order order) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO order_line (order_id, line, sku, quantity, unit_price)"
                + " VALUES (:orderId, :line, :sku, :quantity, :unitPrice)");
        List<OrderLine> lines = order.purchase().lines();
        for (int i = 0; i < lines.size(); i++) {
            batch.bind("orderId", order.id())
                    .bind("line", i)
                    .bind("sku", lines.get(i).sku())
                    .bind("quantity", lines.get(i).quantity())
                    .bind("unitPrice", lines.get(i).unitPrice())
                    .add();
        }
        batch.execute();
    }

    /** Keeps what changed about an order; what was bought never does. The caller holds its {@link #lock}. */
    public void update(Order order) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate("""
                    UPDATE orders SET
                        state = :state, rejection_reason = :rejectionReason, rejection_detail = :rejectionDetail,
                        cancellation_reason = :cancellationReason, tracking_number = :trackingNumber, carrier = :carrier,
                        slot_start = :slotStart, slot_end = :slotEnd, placed_at = :PLACED, confirmed_at = :CONFIRMED,
                        scheduled_at = :SCHEDULED, dispatched_at = :DISPATCHED, delivered_at = :DELIVERED,
                        rejected_at = :REJECTED, cancelled_at = :CANCELLED,
                        recalled_at = :recalledAt, returned_at = :returnedAt, cleared_at = :clearedAt,
                        stuck_since = CASE WHEN state = :state AND progressed_at = :progressedAt THEN stuck_since END,
                        progressed_at = :progressedAt
                    WHERE id = :id
                    """);
            if (bindState(update, order).execute() != 1) {
                throw new IllegalStateException("order " + order.id() + " is not in the database");
            }
        });
    }

    private static <S extends SqlStatement<S>> S bindState(S statement, Order order) {
        for (OrderState state : OrderState.values()) {
            statement.bind(state.name(), order.milestones().of(state).orElse(null));
        }
        return statement
                .bind("id", order.id())
                .bind("clearedAt", order.clearedAt().orElse(null))
                .bind("progressedAt", order.progressedAt())
                .bind("state", order.state().name())
                .bind(
                        "rejectionReason",
                        order.rejection().map(r -> r.reason().name()).orElse(null))
                .bind(
                        "rejectionDetail",
                        order.rejection().map(Rejection::detail).orElse(null))
                .bind("cancellationReason", order.cancellationReason().orElse(null))
                .bind(
                        "trackingNumber",
                        order.delivery().map(Delivery::trackingNumber).orElse(null))
                .bind("carrier", order.delivery().map(Delivery::carrier).orElse(null))
                .bind("slotStart", order.delivery().map(Delivery::slotStart).orElse(null))
                .bind("slotEnd", order.delivery().map(Delivery::slotEnd).orElse(null))
                .bind(
                        "recalledAt",
                        order.parcelReturn().flatMap(ParcelReturn::recalledAt).orElse(null))
                .bind(
                        "returnedAt",
                        order.parcelReturn().flatMap(ParcelReturn::returnedAt).orElse(null));
    }

    /**
     * The orders of a customer, newest first.
     *
     * @param email upper and lower case are the same
     * @param after where the page before ended; empty for the first page
     * @param limit of orders on the page
     */
    public List<OrderSummary> placedBy(String email, Optional<PageEnd> after, int limit) {
        String older = after.isEmpty() ? "" : "AND (placed_at < :at OR (placed_at = :at AND id < :id))";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("""
                            SELECT id, state, currency, total, placed_at FROM orders
                            WHERE customer_key = :customer %s
                            ORDER BY placed_at DESC, id DESC LIMIT :limit
                            """.formatted(older))
                    .bind("customer", customerKey(email))
                    .bind("limit", limit);
            after.ifPresent(end -> query.bind("at", end.time()).bind("id", end.orderId()));
            List<OrderSummary> found = query.map(row -> new OrderSummary(
                            row.getColumn("id", String.class),
                            row.getColumn("state", OrderState.class),
                            row.getColumn("currency", String.class),
                            row.getColumn("total", BigDecimal.class),
                            List.of(),
                            row.getColumn("placed_at", Instant.class)))
                    .list();
            if (found.isEmpty()) {
                return found;
            }
            Map<String, List<OrderLine>> lines =
                    lines(handle, found.stream().map(OrderSummary::id).toList());
            return found.stream()
                    .map(order -> order.with(lines.getOrDefault(order.id(), List.of())))
                    .toList();
        });
    }

    /** The orders that are not at an end, counted by state; states without an order are left out. */
    public Map<OrderState, OpenOrderCount> countOpen() {
        List<String> open = Stream.of(OrderState.values())
                .filter(state -> !state.isEnd())
                .map(OrderState::name)
                .toList();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT state, COUNT(*) AS orders, MIN(placed_at) AS oldest, COUNT(stuck_since) AS stuck"
                                + " FROM orders WHERE state IN (<open>) GROUP BY state")
                .bindList("open", open)
                .map(row -> Map.entry(
                        row.getColumn("state", OrderState.class),
                        new OpenOrderCount(
                                row.getColumn("orders", Long.class),
                                Optional.of(row.getColumn("oldest", Instant.class)),
                                row.getColumn("stuck", Long.class))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Ids of orders that wait for a verdict, those first that wait longest. */
    public List<String> uncleared(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM orders WHERE state = :placed"
                        + " AND cleared_at IS NULL ORDER BY placed_at LIMIT :limit")
                .bind("placed", OrderState.PLACED.name())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    private static String customerKey(String email) {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }
}
