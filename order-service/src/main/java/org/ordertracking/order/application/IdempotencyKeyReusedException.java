package org.ordertracking.order.application;

/** An {@code Idempotency-Key} came again with another request. */
public final class IdempotencyKeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String orderId;

    /** @param orderId the order that the first request with the key made */
    public IdempotencyKeyReusedException(String orderId) {
        super("the key made order " + orderId);
        this.orderId = orderId;
    }

    /** The order that the first request with the key made. */
    public String orderId() {
        return orderId;
    }
}
