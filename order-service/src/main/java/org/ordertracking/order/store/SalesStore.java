package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.order.domain.DurationBuckets;
import org.ordertracking.order.domain.ProductValue;

/**
 * Orders per minute, value by product and time to delivery: a view that is made from the log alone. Every event counts once,
 * however often and in whatever order it is read.
 */
@ApplicationScoped
public class SalesStore {

    /** The view that the sales are. */
    public static final String VIEW = "sales";

    private static final String CURRENT =
            "(SELECT current_generation FROM projection_view WHERE name = '" + VIEW + "')";

    private static final Map<String, String> TABLES = Map.of(
            "sale_line", "order_id",
            "sale", "order_id",
            "orders_per_minute", "minute_at",
            "product_value", "sku",
            "delivery_time", "bucket");

    private final Jdbi jdbi;

    SalesStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What is known of an order. */
    private record Sale(Optional<Instant> placedAt, Optional<Instant> deliveredAt, boolean calledOff) {}

    /** An order was placed. */
    public void placed(long generation, OrderPlaced order) {
        jdbi.useHandle(handle -> {
            Sale before = known(handle, generation, order.orderId());
            if (before.placedAt().isPresent()) {
                return;
            }
            set(handle, generation, order.orderId(), "placed_at = :value", order.placedAt());
            insertLines(handle, generation, order);
            add(
                    handle,
                    "orders_per_minute",
                    "minute_at",
                    generation,
                    order.placedAt().truncatedTo(ChronoUnit.MINUTES));
            if (!before.calledOff()) {
                addValue(handle, generation, order.orderId(), 1);
            }
            before.deliveredAt().ifPresent(at -> tookSoLong(handle, generation, order.placedAt(), at));
        });
    }

    /** An order was rejected or cancelled. */
    public void calledOff(long generation, String orderId) {
        jdbi.useHandle(handle -> {
            Sale before = known(handle, generation, orderId);
            if (!before.calledOff()) {
                set(handle, generation, orderId, "called_off = :value", true);
                addValue(handle, generation, orderId, -1);
            }
        });
    }

    /** A parcel arrived. */
    public void delivered(long generation, String orderId, Instant at) {
        jdbi.useHandle(handle -> {
            Sale before = known(handle, generation, orderId);
            if (before.deliveredAt().isEmpty()) {
                set(handle, generation, orderId, "delivered_at = :value", at);
                before.placedAt().ifPresent(placedAt -> tookSoLong(handle, generation, placedAt, at));
            }
        });
    }

    private static Sale known(Handle handle, long generation, String orderId) {
        handle.createUpdate("""
                        INSERT INTO sale (generation, order_id, called_off) VALUES (:generation, :orderId, FALSE)
                        ON CONFLICT DO NOTHING""")
                .bind("generation", generation)
                .bind("orderId", orderId)
                .execute();
        return handle.createQuery("""
                        SELECT placed_at, delivered_at, called_off FROM sale
                        WHERE generation = :generation AND order_id = :orderId""")
                .bind("generation", generation)
                .bind("orderId", orderId)
                .map(row -> new Sale(
                        Optional.ofNullable(row.getColumn("placed_at", Instant.class)),
                        Optional.ofNullable(row.getColumn("delivered_at", Instant.class)),
                        row.getColumn("called_off", Boolean.class)))
                .one();
    }

    private static void set(Handle handle, long generation, String orderId, String what, Object value) {
        handle.createUpdate("UPDATE sale SET " + what + " WHERE generation = :generation AND order_id = :orderId")
                .bind("value", value)
                .bind("generation", generation)
                .bind("orderId", orderId)
                .execute();
    }

    private static void insertLines(Handle handle, long generation, OrderPlaced order) {
        order.lines()
                .forEach(line -> handle.createUpdate("""
                        INSERT INTO sale_line (generation, order_id, sku, currency, pieces, amount)
                        VALUES (:generation, :orderId, :sku, :currency, :pieces, :amount) ON CONFLICT DO NOTHING""")
                        .bind("generation", generation)
                        .bind("orderId", order.orderId())
                        .bind("sku", line.sku())
                        .bind("currency", order.currency())
                        .bind("pieces", line.quantity())
                        .bind("amount", line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                        .execute());
    }

    /** Adds the lines of an order to the products' values, or takes them away again. */
    private static void addValue(Handle handle, long generation, String orderId, int sign) {
        handle.createUpdate("""
                        INSERT INTO product_value (generation, sku, currency, orders, pieces, amount)
                        SELECT generation, sku, currency, 0, 0, 0 FROM sale_line
                        WHERE generation = :generation AND order_id = :orderId
                        ON CONFLICT DO NOTHING""")
                .bind("generation", generation)
                .bind("orderId", orderId)
                .execute();
        handle.createQuery("""
                        SELECT sku, currency, pieces, amount FROM sale_line
                        WHERE generation = :generation AND order_id = :orderId""")
                .bind("generation", generation)
                .bind("orderId", orderId)
                .mapToMap()
                .forEach(line -> handle.createUpdate("""
                                UPDATE product_value SET orders = orders + :orders,
                                    pieces = pieces + :orders * :pieces, amount = amount + :orders * :amount
                                WHERE generation = :generation AND sku = :sku AND currency = :currency""")
                        .bind("orders", sign)
                        .bind("pieces", (Long) line.get("pieces"))
                        .bind("amount", (BigDecimal) line.get("amount"))
                        .bind("generation", generation)
                        .bind("sku", (String) line.get("sku"))
                        .bind("currency", (String) line.get("currency"))
                        .execute());
    }

    private static void tookSoLong(Handle handle, long generation, Instant placedAt, Instant deliveredAt) {
        add(handle, "delivery_time", "bucket", generation, DurationBuckets.of(Duration.between(placedAt, deliveredAt)));
    }

    /** Counts one more order under a key. */
    private static void add(Handle handle, String table, String column, long generation, Object key) {
        String where = " WHERE generation = :generation AND " + column + " = :key";
        int updated = handle.createUpdate("UPDATE " + table + " SET orders = orders + 1" + where)
                .bind("generation", generation)
                .bind("key", key)
                .execute();
        if (updated == 0) {
            handle.createUpdate("INSERT INTO " + table + " (generation, " + column
                            + ", orders) VALUES (:generation, :key, 1)")
                    .bind("generation", generation)
                    .bind("key", key)
                    .execute();
        }
    }

    /** Orders placed in each minute from the first up to and without the last; minutes without an order are left out. */
    public SortedMap<Instant, Long> ordersPerMinute(Instant first, Instant last) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT minute_at, orders FROM orders_per_minute"
                        + " WHERE generation = " + CURRENT + " AND minute_at >= :first AND minute_at < :last")
                .bind("first", first)
                .bind("last", last)
                .reduceRows(new TreeMap<>(), (minutes, row) -> {
                    minutes.put(row.getColumn("minute_at", Instant.class), row.getColumn("orders", Long.class));
                    return minutes;
                }));
    }

    /** The products with the highest values, the highest first. */
    public List<ProductValue> valueByProduct(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT sku, currency, orders, pieces, amount"
                        + " FROM product_value WHERE generation = " + CURRENT
                        + " AND orders > 0 ORDER BY amount DESC, sku, currency LIMIT :limit")
                .bind("limit", limit)
                .map(row -> new ProductValue(
                        row.getColumn("sku", String.class),
                        row.getColumn("currency", String.class),
                        row.getColumn("orders", Long.class),
                        row.getColumn("pieces", Long.class),
                        row.getColumn("amount", BigDecimal.class)))
                .list());
    }

    /** How many orders took how long from placed to delivered, by {@link DurationBuckets bucket}. */
    public SortedMap<Integer, Long> deliveryTimes() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT bucket, orders FROM delivery_time WHERE generation = " + CURRENT)
                .reduceRows(new TreeMap<>(), (buckets, row) -> {
                    buckets.put(row.getColumn("bucket", Integer.class), row.getColumn("orders", Long.class));
                    return buckets;
                }));
    }

    /** Deletes rows of a generation; tells how many. */
    public int forget(long generation, int limit) {
        return GenerationRows.forget(jdbi, TABLES, generation, limit);
    }
}
