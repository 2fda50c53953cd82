package org.ordertracking.warehouse.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ordertracking.warehouse.domain.StockItem;
import org.ordertracking.warehouse.storage.GoodsReceipts;
import org.ordertracking.warehouse.storage.StockItems;

/** The articles of the warehouse: looks them up, sets their counts. */
@ApplicationScoped
public class Inventory {

    private final StockItems items;
    private final GoodsReceipts receipts;
    private final StockLedger ledger;
    private final InstantSource clock;

    Inventory(StockItems items, GoodsReceipts receipts, StockLedger ledger, InstantSource clock) {
        this.items = items;
        this.receipts = receipts;
        this.ledger = ledger;
        this.clock = clock;
    }

    public Optional<StockItem> find(String sku) {
        return items.find(sku);
    }

    /** Part of the inventory, in the order of the SKUs. */
    public List<StockItem> page(int limit, long offset) {
        return items.page(limit, offset);
    }

    /** How many articles there are. */
    public long count() {
        return items.count();
    }

    /**
     * Sets the count of an article; an unknown one is added.
     *
     * @param expectedVersion the version that the caller has seen; empty to set the count whatever it is
     * @throws VersionMismatchException if the article is at another version, or unknown although one was expected
     * @throws org.ordertracking.warehouse.domain.BelowReservedException if more is promised to orders
     */
    @Transactional
    public Restocking restock(String sku, long onHand, OptionalLong expectedVersion) {
        boolean added = items.insertIfAbsent(StockItem.unstocked(sku));
        StockItem before = items.lock(List.of(sku)).get(sku);
        if (expectedVersion.isPresent() && (added || expectedVersion.getAsLong() != before.version())) {
            throw new VersionMismatchException(sku, expectedVersion.getAsLong(), added ? 0 : before.version());
        }
        StockItem after = before.restock(onHand);
        if (after.version() != before.version()) {
            ledger.record(after, clock.instant());
        }
        return new Restocking(after, added);
    }

    /**
     * Adds what a supplier's delivery brought, once: the same delivery said again changes nothing.
     *
     * @param number of the delivery, for example that of its note
     * @return empty if the warehouse does not keep the article
     * @throws ReceiptDiffersException if the delivery was counted before with another quantity
     */
    @Transactional
    public Optional<Receipt> receive(String sku, String number, long quantity) {
        // The article's lock makes whoever says the same delivery at the same moment wait, and see it.
        StockItem before = items.lock(List.of(sku)).get(sku);
        if (before == null) {
            return Optional.empty();
        }
        OptionalLong counted = receipts.find(sku, number);
        if (counted.isPresent()) {
            if (counted.getAsLong() != quantity) {
                throw new ReceiptDiffersException(sku, number, counted.getAsLong(), quantity);
            }
            return Optional.of(new Receipt(before, false));
        }
        Instant now = clock.instant();
        StockItem after = before.receive(quantity);
        receipts.insert(sku, number, quantity, now);
        ledger.record(after, now);
        return Optional.of(new Receipt(after, true));
    }

    /**
     * Tells the others of articles that came with the database. Safe to repeat and on several instances at once: who has
     * been told of an article sees its version.
     *
     * @return how many articles were announced
     */
    @Transactional
    public int announceOpeningStock() {
        List<StockItem> unannounced = items.lock(items.unannouncedSkus()).values().stream()
                .filter(item -> !item.announced())
                .toList();
        unannounced.forEach(item -> ledger.record(item.announce(), clock.instant()));
        return unannounced.size();
    }

    /**
     * The outcome of setting a count.
     *
     * @param added whether the article is new
     */
    public record Restocking(StockItem item, boolean added) {}

    /**
     * The outcome of a supplier's delivery.
     *
     * @param item the article afterwards
     * @param counted whether it was counted now, and not before
     */
    public record Receipt(StockItem item, boolean counted) {}
}
