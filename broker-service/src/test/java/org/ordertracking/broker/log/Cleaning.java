package org.ordertracking.broker.log;

/** Cleans logs when a test says so, for tests of those who read them. */
public final class Cleaning {

    private Cleaning() {}

    /** Compacts all but the active segment of each log whose settings ask for it. */
    public static void compact(LogStore store) {
        store.cleaner().compact();
    }
}
