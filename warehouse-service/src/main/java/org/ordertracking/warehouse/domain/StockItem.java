package org.ordertracking.warehouse.domain;

import java.util.Objects;

/**
 * The stock of one article. Immutable: every change returns the article's next version, one higher than the last.
 *
 * <p>What always holds: {@code 0 <= reserved <= onHand <= MAX_ON_HAND}. A change that would break it is refused and
 * changes nothing.
 *
 * <p><b>Missing pieces.</b> A parcel may leave although its order was cancelled and its pieces were promised to others: the
 * two crossed. What is promised is never written off, so {@code onHand} then counts pieces that are not there; {@code
 * missing} says how many. What is really there is {@code onHand - missing} at every moment. Whatever becomes free while pieces
 * are missing makes up for them first, so that none of it is sold: as long as something is missing, nothing is available.
 *
 * <table>
 * <caption>What a change does</caption>
 * <tr><th></th><th>onHand</th><th>reserved</th><th>available</th></tr>
 * <tr><td>{@link #reserve}</td><td></td><td>+</td><td>-</td></tr>
 * <tr><td>{@link #release}</td><td></td><td>-</td><td>+</td></tr>
 * <tr><td>{@link #dispatch}</td><td>-</td><td>-</td><td></td></tr>
 * <tr><td>{@link #writeOff}</td><td>-</td><td></td><td>-</td></tr>
 * <tr><td>{@link #receive}</td><td>+</td><td></td><td>+</td></tr>
 * <tr><td>{@link #restock}</td><td>set</td><td></td><td>set</td></tr>
 * </table>
 *
 * @param onHand pieces in the warehouse
 * @param reserved pieces of those that belong to orders
 * @param missing pieces that are counted in {@code onHand} and are not there
 * @param version 0 while nobody was told of this article, then one more with each change
 */
public record StockItem(String sku, long onHand, long reserved, long missing, long version) {

    /** More pieces of one article than any warehouse keeps; far below what a sum of quantities could overflow. */
    public static final long MAX_ON_HAND = 1_000_000_000L;

    public StockItem {
        Objects.requireNonNull(sku, "sku");
        if (reserved < 0
                || reserved > onHand
                || onHand > MAX_ON_HAND
                || missing < 0
                || missing > 0 && reserved < onHand
                || version < 0) {
            throw new IllegalArgumentException(
                    "no possible stock of %s: %d on hand, %d reserved, %d missing, version %d"
                            .formatted(sku, onHand, reserved, missing, version));
        }
    }

    /** Stock of which nothing is missing. */
    public StockItem(String sku, long onHand, long reserved, long version) {
        this(sku, onHand, reserved, 0, version);
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
        return next(onHand, reserved, missing);
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
        return next(onHand, reserved + quantity, missing);
    }

    /**
     * Gives reserved pieces back.
     *
     * @throws IllegalStateException if fewer are reserved
     */
    public StockItem release(long quantity) {
        requireReserved(quantity);
        return next(onHand, reserved - quantity, missing);
    }

    /**
     * Reserved pieces leave the warehouse.
     *
     * @throws IllegalStateException if fewer are reserved
     */
    public StockItem dispatch(long quantity) {
        requireReserved(quantity);
        return next(onHand - quantity, reserved - quantity, missing);
    }

    /**
     * Pieces have left that were no longer reserved: a cancellation and the dispatch crossed. The shelf is that much
     * emptier. What is promised to other orders is never written off: it is missing from now on.
     */
    public StockItem writeOff(long quantity) {
        requirePositive(quantity);
        return next(onHand, reserved, Math.addExact(missing, quantity));
    }

    /** Pieces came in: with goods from a supplier, or with a parcel that was called back. */
    public StockItem receive(long quantity) {
        requirePositive(quantity);
        return next(Math.addExact(onHand, quantity), reserved, missing);
    }

    /**
     * Sets the count after a stocktaking, so that nothing is missing. Setting what is already there changes nothing.
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
        return newOnHand == onHand && missing == 0 && announced() ? this : next(newOnHand, reserved, 0);
    }

    /** What is free makes up for what is missing. */
    private StockItem next(long newOnHand, long newReserved, long newMissing) {
        long madeUp = Math.min(newMissing, newOnHand - newReserved);
        return new StockItem(sku, newOnHand - madeUp, newReserved, newMissing - madeUp, version + 1);
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
