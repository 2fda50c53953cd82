package org.ordertracking.warehouse.application;

/** Somebody else changed the article since the caller looked at it. */
public final class VersionMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long actual;

    /** @param actual the article's version; 0 if there is none */
    public VersionMismatchException(String sku, long expected, long actual) {
        super(
                actual == 0
                        ? "%s is unknown, but version %d of it was expected".formatted(sku, expected)
                        : "%s is at version %d, not %d".formatted(sku, actual, expected));
        this.actual = actual;
    }

    /** The article's version; 0 if there is none. */
    public long actual() {
        return actual;
    }
}
