package org.ordertracking.messaging.faults;

/** A failure that somebody asked for. It passes: the same attempt may succeed next time. */
public final class InjectedFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InjectedFaultException(String message) {
        super(message);
    }
}
