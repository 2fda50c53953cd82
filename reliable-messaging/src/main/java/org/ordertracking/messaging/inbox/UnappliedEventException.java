package org.ordertracking.messaging.inbox;

/** A consumer gives a record up: it is unreadable, or was refused in every attempt. The cause says why. */
public class UnappliedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String consumer;
    private final int attempts;

    UnappliedEventException(String consumer, int attempts, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.consumer = consumer;
        this.attempts = attempts;
    }

    /** Who gave it up. */
    public String consumer() {
        return consumer;
    }

    /** How often it was tried. */
    public int attempts() {
        return attempts;
    }
}
