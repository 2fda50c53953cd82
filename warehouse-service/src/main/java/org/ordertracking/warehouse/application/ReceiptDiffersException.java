package org.ordertracking.warehouse.application;

/** A delivery that was counted before is said to have brought another quantity. */
public final class ReceiptDiffersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long counted;

    ReceiptDiffersException(String sku, String number, long counted, long now) {
        super("receipt %s brought %d of %s, and is now said to bring %d".formatted(number, counted, sku, now));
        this.counted = counted;
    }

    /** The quantity that was counted first. */
    public long counted() {
        return counted;
    }
}
