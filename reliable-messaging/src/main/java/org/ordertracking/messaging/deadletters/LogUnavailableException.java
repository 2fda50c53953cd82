package org.ordertracking.messaging.deadletters;

/** The log did not acknowledge a record in time. */
public class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
