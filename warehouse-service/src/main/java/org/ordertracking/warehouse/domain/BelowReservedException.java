package org.ordertracking.warehouse.domain;

/** A count was to be set below what is promised to orders. */
public final class BelowReservedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sku;
    private final long onHand;
    private final long reserved;

    public BelowReservedException(String sku, long onHand, long reserved) {
        super("onHand of %s cannot be set to %d: %d pieces are reserved for orders".formatted(sku, onHand, reserved));
        this.sku = sku;
        this.onHand = onHand;
        this.reserved = reserved;
    }

    public String sku() {
        return sku;
    }

    /** The count that was refused. */
    public long onHand() {
        return onHand;
    }

    /** The lowest count that would be accepted. */
    public long reserved() {
        return reserved;
    }
}
