package org.ordertracking.logistics.api;

/** There is no delivery for the order that was asked for. */
final class UnknownDeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownDeliveryException(String orderId) {
        super("no delivery is scheduled for order " + orderId);
    }
}
