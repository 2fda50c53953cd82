package org.ordertracking.messaging.inbox;

/** The process stops before an event could be applied. The event stays on the log and comes again after the next start. */
public class ReceiverStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReceiverStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
