package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.order.domain.Product;
import org.ordertracking.order.domain.ShelfItem;
import org.ordertracking.order.domain.StockLevel;

/** The catalogue, and the stock that the warehouse tells of. */
@ApplicationScoped
public class ProductStore {

    /** The view that the stock levels are. */
    public static final String VIEW = "stock-levels";

    private static final String CURRENT =
            "(SELECT current_generation FROM projection_view WHERE name = '" + VIEW + "')";

    private final Jdbi jdbi;

    ProductStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All products with their stock, in the order of the shelf. */
    public List<ShelfItem> shelf() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT product.sku, name, description, unit_price, on_hand, reserved, changed_at
                        FROM product LEFT JOIN stock_level
                            ON stock_level.sku = product.sku AND stock_level.generation = %s
                        ORDER BY shelf
                        """.formatted(CURRENT))
                .map(row -> new ShelfItem(product(row), stock(row)))
                .list());
    }

    /** Those of the products that there are. */
    public List<Product> find(List<String> skus) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT sku, name, description, unit_price FROM product"
                        + " WHERE sku IN (<skus>) ORDER BY shelf")
                .bindList("skus", skus)
                .map(row -> product(row))
                .list());
    }

    /**
     * Remembers a product's stock, unless a newer one is known: a compacted topic may be read again from its start.
     */
    public void remember(long generation, StockLevelChanged level) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate("""
                    UPDATE stock_level SET on_hand = :onHand, reserved = :reserved, version = :version, changed_at = :at
                    WHERE generation = :generation AND sku = :sku AND version < :version
                    """);
            if (bind(update, generation, level).execute() == 0) {
                var insert = handle.createUpdate("""
                        INSERT INTO stock_level (generation, sku, on_hand, reserved, version, changed_at)
                        VALUES (:generation, :sku, :onHand, :reserved, :version, :at) ON CONFLICT DO NOTHING
                        """);
                bind(insert, generation, level).execute();
            }
        });
    }

    /** Deletes levels of a generation; tells how many. */
    public int forget(long generation, int limit) {
        return GenerationRows.forget(jdbi, Map.of("stock_level", "sku"), generation, limit);
    }

    private static Update bind(Update statement, long generation, StockLevelChanged level) {
        return statement
                .bind("generation", generation)
                .bind("sku", level.sku())
                .bind("onHand", level.onHand())
                .bind("reserved", level.reserved())
                .bind("version", level.version())
                .bind("at", level.changedAt());
    }

    private static Product product(RowView row) {
        return new Product(
                row.getColumn("sku", String.class),
                row.getColumn("name", String.class),
                row.getColumn("description", String.class),
                row.getColumn("unit_price", BigDecimal.class));
    }

    private static Optional<StockLevel> stock(RowView row) {
        Long onHand = row.getColumn("on_hand", Long.class);
        return onHand == null
                ? Optional.empty()
                : Optional.of(new StockLevel(
                        onHand, row.getColumn("reserved", Long.class), row.getColumn("changed_at", Instant.class)));
    }
}
