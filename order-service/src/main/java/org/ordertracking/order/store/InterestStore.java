package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.order.domain.Product;
import org.ordertracking.order.domain.Recommendation;

/**
 * What visitors looked at and bought, and from it which products go together: a view that is made from the log alone.
 *
 * <p>Looking and buying belong together when one visitor does both within {@link #WINDOW} of each other, whichever is read
 * first. A visitor counts once for a pair of products. Of one visitor {@link #MAX_PER_VISITOR} products of each sort are
 * kept, the newest; what nobody did for longer than the window is forgotten, by the time of the events.
 */
@ApplicationScoped
public class InterestStore {

    /** The view that the recommendations are. */
    public static final String VIEW = "recommendations";

    /** How far looking and buying may be apart. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** Products that are kept of one visitor: so many looked at, and so many bought. */
    public static final int MAX_PER_VISITOR = 50;

    private static final int FORGOTTEN_AT_ONCE = 20;

    private static final Map<String, String> TABLES =
            Map.of("visitor_product", "visitor_id", "visitor_pair", "visitor_id", "product_pair", "looked_sku");

    private final Jdbi jdbi;

    InterestStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What a visitor does with a product. */
    private enum Deed {
        LOOKED,
        BOUGHT
    }

    /** A visitor looked at a product. */
    public void looked(long generation, String visitor, String sku, Instant at) {
        jdbi.useHandle(handle -> {
            remember(handle, generation, visitor, Deed.LOOKED, sku, at);
            for (String bought : about(handle, generation, visitor, Deed.BOUGHT, at)) {
                pair(handle, generation, visitor, sku, bought);
            }
            forgetOld(handle, generation, at.minus(WINDOW));
        });
    }

    /** A visitor bought a product. */
    public void bought(long generation, String visitor, String sku, Instant at) {
        jdbi.useHandle(handle -> {
            remember(handle, generation, visitor, Deed.BOUGHT, sku, at);
            for (String looked : about(handle, generation, visitor, Deed.LOOKED, at)) {
                pair(handle, generation, visitor, looked, sku);
            }
            forgetOld(handle, generation, at.minus(WINDOW));
        });
    }

    private static void remember(Handle handle, long generation, String visitor, Deed deed, String sku, Instant at) {
        String row = "generation = :generation AND visitor_id = :visitor AND deed = :deed";
        int known = handle.createUpdate("""
                        INSERT INTO visitor_product (generation, visitor_id, deed, sku, done_at)
                        VALUES (:generation, :visitor, :deed, :sku, :at) ON CONFLICT DO NOTHING""")
                .bind("generation", generation)
                .bind("visitor", visitor)
                .bind("deed", deed.name())
                .bind("sku", sku)
                .bind("at", at)
                .execute();
        if (known == 0) {
            handle.createUpdate("UPDATE visitor_product SET done_at = :at WHERE " + row
                            + " AND sku = :sku AND done_at < :at")
                    .bind("generation", generation)
                    .bind("visitor", visitor)
                    .bind("deed", deed.name())
                    .bind("sku", sku)
                    .bind("at", at)
                    .execute();
        } else {
            handle.createUpdate("DELETE FROM visitor_product WHERE " + row
                            + " AND sku NOT IN (SELECT sku FROM visitor_product WHERE " + row
                            + " ORDER BY done_at DESC, sku LIMIT :limit)")
                    .bind("generation", generation)
                    .bind("visitor", visitor)
                    .bind("deed", deed.name())
                    .bind("limit", MAX_PER_VISITOR)
                    .execute();
        }
    }

    private static List<String> about(Handle handle, long generation, String visitor, Deed deed, Instant at) {
        return handle.createQuery("""
                        SELECT sku FROM visitor_product
                        WHERE generation = :generation AND visitor_id = :visitor AND deed = :deed
                            AND done_at BETWEEN :first AND :last""")
                .bind("generation", generation)
                .bind("visitor", visitor)
                .bind("deed", deed.name())
                .bind("first", at.minus(WINDOW))
                .bind("last", at.plus(WINDOW))
                .mapTo(String.class)
                .list();
    }

    private static void pair(Handle handle, long generation, String visitor, String looked, String bought) {
        if (looked.equals(bought)) {
            return;
        }
        int isNew = handle.createUpdate("""
                        INSERT INTO visitor_pair (generation, visitor_id, looked_sku, bought_sku)
                        VALUES (:generation, :visitor, :looked, :bought) ON CONFLICT DO NOTHING""")
                .bind("generation", generation)
                .bind("visitor", visitor)
                .bind("looked", looked)
                .bind("bought", bought)
                .execute();
        if (isNew == 1) {
            count(handle, generation, looked, bought);
        }
    }

    private static void count(Handle handle, long generation, String looked, String bought) {
        handle.createUpdate("""
                        INSERT INTO product_pair (generation, looked_sku, bought_sku, visitors)
                        VALUES (:generation, :looked, :bought, 0) ON CONFLICT DO NOTHING""")
                .bind("generation", generation)
                .bind("looked", looked)
                .bind("bought", bought)
                .execute();
        handle.createUpdate("""
                        UPDATE product_pair SET visitors = visitors + 1
                        WHERE generation = :generation AND looked_sku = :looked AND bought_sku = :bought""")
                .bind("generation", generation)
                .bind("looked", looked)
                .bind("bought", bought)
                .execute();
    }

    /** A few with each event, so that the table stays as large as a window of events. */
    private static void forgetOld(Handle handle, long generation, Instant before) {
        handle.createUpdate("""
                        DELETE FROM visitor_product WHERE generation = :generation AND done_at < :before
                            AND visitor_id IN (SELECT visitor_id FROM visitor_product
                                WHERE generation = :generation AND done_at < :before ORDER BY done_at LIMIT :limit)""")
                .bind("generation", generation)
                .bind("before", before)
                .bind("limit", FORGOTTEN_AT_ONCE)
                .execute();
    }

    /** What people bought who looked at a product, what most of them bought first. */
    public List<Recommendation> alsoBought(String sku, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT product.sku, name, description, unit_price, visitors
                        FROM product_pair JOIN product ON product.sku = bought_sku
                        WHERE generation = (SELECT current_generation FROM projection_view WHERE name = :view)
                            AND looked_sku = :sku
                        ORDER BY visitors DESC, product.shelf LIMIT :limit""")
                .bind("view", VIEW)
                .bind("sku", sku)
                .bind("limit", limit)
                .map(row -> new Recommendation(
                        new Product(
                                row.getColumn("sku", String.class),
                                row.getColumn("name", String.class),
                                row.getColumn("description", String.class),
                                row.getColumn("unit_price", BigDecimal.class)),
                        row.getColumn("visitors", Long.class)))
                .list());
    }

    /** Deletes rows of a generation; tells how many. */
    public int forget(long generation, int limit) {
        return GenerationRows.forget(jdbi, TABLES, generation, limit);
    }
}
