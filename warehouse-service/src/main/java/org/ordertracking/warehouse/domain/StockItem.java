package org.ordertracking.warehouse.domain;

import java.util.Objects;

/**
 * The stock of one article. Immutable: every change returns the article's next version, one higher than the last.
 *
 * <p>What always holds: {@code 0 <= reserved <= onHand <= MAX_ON_HAND}. A change that would break it is refused and
 * changes nothing.
 *
 * <table>
 * <caption>What a change does</caption>
 * <tr><th></th><th>onHand</th><th>reserved</th><th>available</th></tr>
 * <tr><td>{@link #reserve}</td><td></td><td>+</td><td>-</td></tr>
 * <tr><td>{@link #release}</td><td></td><td>-</td><td>+</td></tr>
 * <tr><td>{@link #dispatch}</td><td>-</td><td>-</td><td></td></tr>
 * <tr><td>{@link #writeOff}</td><td>-</td><td></td><td>-</td></tr>
 * <tr><td>{@link #restock}</td><td>set</td><td></td><td>set</td></tr>
 * </table>
 *
 * @param onHand pieces in the warehouse
 * @param reserved pieces of those that belong to orders
 * @param version 0 while nobody was told of this article, then one more with each change
 */
public record StockItem(String sku, long onHand, long reserved, long version) {

    /** More pieces of one article than any warehouse keeps; far below what a sum of quantities could overflow. */
    public static final long MAX_ON_HAND = 1_000_000_000L;

    public StockItem {
        Objects.requireNonNull(sku, "sku");
        if (reserved < 0 || reserved > onHand || onHand > MAX_ON_HAND || version < 0) {
            throw new IllegalArgumentException("no possible stock of %s: %d on hand, %d reserved, version %d"
                    .formatted(sku, onHand, reserved, version));
        }
    }

    /** An article that the warehouse begins to keep; the first {@link #restock} gives it version 1. */
    public static StockItem unstocked(String sku) {
        return new StockItem(sku, 0, 0, 0);
    }

    /** Pieces that can still be promised to an order. */
    public long available() {
        return onHand - reserved;
    }

    /** Whether the other services have heard of this article. */
    public boolean announced() {
        return version > 0;
    }

    /** The same stock as version 1, for the first time that others are told of it. */
    public StockItem announce() {
        if (announced()) {
            throw new IllegalStateException(sku + " was announced before, its version is " + version);
        }
        return next(onHand, reserved);
    }

    /**
     * Keeps pieces back for an order.
     *
     * @throws IllegalStateException if fewer are available
     */
    public StockItem reserve(long quantity) {
        requirePositive(quantity);
        if (quantity > available()) {
            throw new IllegalStateException(
                    "cannot reserve %d of %s, only %d are available".formatted(quantity, sku, available()));
        }
        return next(onHand, reserved + quantity);
    }

    /**
     * Gives reserved pieces back.
     *
     * @throws IllegalStateException if fewer are reserved
     */
    public StockItem release(long quantity) {
        requireReserved(quantity);
        return next(onHand, reserved - quantity);
    }

    /**
     * Reserved pieces leave the warehouse.
     *
     * @throws IllegalStateException if fewer are reserved
     */
    public StockItem dispatch(long quantity) {
        requireReserved(quantity);
        return next(onHand - quantity, reserved - quantity);
    }

    /**
     * Pieces have left that were no longer reserved: a cancellation and the dispatch crossed. The shelf is that much
     * emptier, but what is promised to other orders is never written off, so that fewer pieces may go than asked for.
     */
    public StockItem writeOff(long quantity) {
        requirePositive(quantity);
        long written = Math.min(quantity, available());
        return written == 0 ? this : next(onHand - written, reserved);
    }

    /**
     * Sets the count, after goods came in or a stocktaking. Setting what is already there changes nothing.
     *
     * @throws BelowReservedException if more is promised to orders than there would be
     */
    public StockItem restock(long newOnHand) {
        if (newOnHand < 0 || newOnHand > MAX_ON_HAND) {
            throw new IllegalArgumentException("onHand must be between 0 and " + MAX_ON_HAND + ", was " + newOnHand);
        }
        if (newOnHand < reserved) {
            throw new BelowReservedException(sku, newOnHand, reserved);
        }
        return newOnHand == onHand && announced() ? this : next(newOnHand, reserved);
    }

    private StockItem next(long newOnHand, long newReserved) {
        return new StockItem(sku, newOnHand, newReserved, version + 1);
    }

    private void requireReserved(long quantity) {
        requirePositive(quantity);
        if (quantity > reserved) {
            throw new IllegalStateException("only %d of %s are reserved, not %d".formatted(reserved, sku, quantity));
        }
    }

    private static void requirePositive(long quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
        }
    }
}
