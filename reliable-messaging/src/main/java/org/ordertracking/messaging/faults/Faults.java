package org.ordertracking.messaging.faults;

/**
 * What is to go wrong with incoming events.
 *
 * @param slowMillis milliseconds that each attempt to apply an event waits before it begins, from 0 to {@value #MAX_SLOW_MILLIS}
 * @param failPercent attempts of a hundred that fail before the handler is called, from 0 to 100
 * @param stopConsuming whether events wait until this is switched off
 */
public record Faults(int slowMillis, int failPercent, boolean stopConsuming) {

    /** Longer than anybody watches, and shorter than anything that gives up a consumer. */
    public static final int MAX_SLOW_MILLIS = 60_000;

    /** All is well. */
    public static final Faults NONE = new Faults(0, 0, false);
}
