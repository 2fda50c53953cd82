package org.ordertracking.order.domain;

/** An order asks for a product that the shop does not have. */
public final class UnknownProductException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String sku;

    /** @param line index of the line that asks for it, from 0 */
    public UnknownProductException(int line, String sku) {
        super("no product " + sku);
        this.line = line;
        this.sku = sku;
    }

    /** Index of the line that asks for it, from 0. */
    public int line() {
        return line;
    }

    public String sku() {
        return sku;
    }
}
