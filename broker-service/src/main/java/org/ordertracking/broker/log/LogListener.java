package org.ordertracking.broker.log;

/**
 * Told of what a log does; given once, when the store is opened. Calls come on the log's own thread, so they must be short and must not
 * block: hand the work on.
 */
@FunctionalInterface
public interface LogListener {

    /** Hears nothing. */
    LogListener NONE = (log, bytes) -> {};

    /**
     * Records have become visible: {@link PartitionLog#highWatermark()} has moved, and what the appends asked for
     * ({@link Durability}) has been done. Called once for all appends that became visible together, before their stages complete.
     *
     * @param bytes how many bytes became visible
     */
    void onAppend(PartitionLog log, int bytes);

    /** Records have been deleted: {@link PartitionLog#logStartOffset()} has moved. Who wants to read before it will wait in vain. */
    default void onStartMoved(PartitionLog log) {}
}
