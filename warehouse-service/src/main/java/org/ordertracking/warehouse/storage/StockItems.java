package org.ordertracking.warehouse.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.ordertracking.warehouse.domain.StockItem;

/** Table {@code stock_item}. */
@ApplicationScoped
public class StockItems {

    private static final String COLUMNS = "sku, on_hand, reserved, missing, version";

    private final Jdbi jdbi;

    StockItems(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<StockItem> find(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM stock_item WHERE sku = :sku")
                .bind("sku", sku)
                .map(StockItems::read)
                .findOne());
    }

    /** A page of the inventory in the order of the SKUs. */
    public List<StockItem> page(int limit, long offset) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM stock_item ORDER BY sku LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map(StockItems::read)
                .list());
    }

    public long count() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM stock_item")
                .mapTo(Long.class)
                .one());
    }

    /** How many articles can be had, and how many not. */
    public ArticleCount countByAvailability() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) AS articles, "
                        + "count(CASE WHEN on_hand > reserved THEN 1 END) AS in_stock FROM stock_item")
                .map((row, context) ->
                        new ArticleCount(row.getLong("in_stock"), row.getLong("articles") - row.getLong("in_stock")))
                .one());
    }

    /** Articles that no other service was told of. */
    public List<String> unannouncedSkus() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT sku FROM stock_item WHERE version = 0 ORDER BY sku")
                .mapTo(String.class)
                .list());
    }

    /**
     * Locks articles until the end of the transaction and reads them. They are locked one after the other in the order
     * of the SKUs, whatever the order asked for: two transactions that want the same articles then wait for each other
     * instead of standing crosswise. (One statement with {@code IN} would leave the order to the query planner.)
     *
     * @return those that exist, by SKU
     */
    public SortedMap<String, StockItem> lock(Collection<String> skus) {
        return jdbi.withHandle(handle -> {
            SortedMap<String, StockItem> locked = new TreeMap<>();
            for (String sku : new TreeSet<>(skus)) {
                lock(handle, sku).ifPresent(item -> locked.put(sku, item));
            }
            return locked;
        });
    }

    /** Adds an article unless it is there, in this or any other transaction. */
    public boolean insertIfAbsent(StockItem item) {
        return jdbi.withHandle(handle -> handle.createUpdate("INSERT INTO stock_item (" + COLUMNS
                                + ") VALUES (:sku, :onHand, :reserved, :missing, :version) ON CONFLICT DO NOTHING")
                        .bindMap(columns(item))
                        .execute())
                == 1;
    }

    /**
     * Writes the next version of an article.
     *
     * @throws IllegalStateException if the row is not at the version before: it was changed without being locked
     */
    public void update(StockItem item) {
        int rows = jdbi.withHandle(handle -> handle.createUpdate(
                        "UPDATE stock_item SET on_hand = :onHand, "
                                + "reserved = :reserved, missing = :missing, version = :version WHERE sku = :sku AND version = :version - 1")
                .bindMap(columns(item))
                .execute());
        if (rows != 1) {
            throw new IllegalStateException(
                    "%s is not at version %d; nothing was changed".formatted(item.sku(), item.version() - 1));
        }
    }

    private static Optional<StockItem> lock(Handle handle, String sku) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM stock_item WHERE sku = :sku FOR UPDATE")
                .bind("sku", sku)
                .map(StockItems::read)
                .findOne();
    }

    private static Map<String, Object> columns(StockItem item) {
        return Map.of(
                "sku", item.sku(),
                "onHand", item.onHand(),
                "reserved", item.reserved(),
                "missing", item.missing(),
                "version", item.version());
    }

    private static StockItem read(ResultSet row, StatementContext context) throws SQLException {
        return new StockItem(
                row.getString("sku"),
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getLong("missing"),
                row.getLong("version"));
    }
}
