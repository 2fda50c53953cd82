package org.ordertracking.events;

/**
 * A record that claims to be an event and is none. The message names what is wrong: the header, or the field by its path
 * in the payload, for example {@code lines[1].quantity}. Reading it again will not help.
 */
public class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }

    public UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
