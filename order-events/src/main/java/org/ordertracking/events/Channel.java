package org.ordertracking.events;

/** The way by which a customer is told something. */
public enum Channel {
    /** A mail to the customer's address. */
    MAIL,
    /** A text message to the customer's phone. */
    SMS
}
