package org.ordertracking.events;

/** Why an order cannot be carried out. */
public enum RejectionReason {
    /** Fewer pieces are available than were ordered. */
    OUT_OF_STOCK,
    /** The warehouse does not keep the article. */
    UNKNOWN_PRODUCT,
    /** The order looks like fraud. */
    FRAUD_SUSPECTED
}
