package org.ordertracking.broker.console.view;

/** The broker as a whole, as the API shows it. */
public final class ClusterViews {

    private ClusterViews() {}

    /**
     * What there is.
     *
     * @param address how clients reach it
     * @param topics without those that the broker keeps its own state in
     * @param partitions of all topics, those included
     * @param bytes in all logs
     * @param failedLogs logs that take no appends, since the disk failed them
     * @param writeFailures writes and syncs that the disk refused since the start
     * @param groups groups that have committed offsets
     * @param mayChange whether the console may change anything
     * @param whyNot if not: why, and what to do; else null
     */
    public record Overview(
            String clusterId,
            int nodeId,
            String address,
            String version,
            long startedMillis,
            int topics,
            int internalTopics,
            int partitions,
            long bytes,
            int failedLogs,
            long writeFailures,
            int groups,
            int connections,
            String dataDirectory,
            long diskTotal,
            long diskFree,
            boolean mayChange,
            String whyNot) {}

    /**
     * The figures of a moment; rates are per second since the figures before. What cannot be told is null.
     *
     * @param at milliseconds of the epoch
     * @param recordsIn records appended
     * @param bytesIn bytes of these
     * @param networkIn request bytes
     * @param networkOut response bytes
     * @param requests requests that were answered
     * @param produceMillis mean time to the answer of a produce request
     * @param produceSlowestMillis 99 of 100 were answered within; a bound of a bucket
     * @param flushes syncs to the disk
     * @param flushMillis mean time of one
     * @param flushSlowestMillis 99 of 100 took no longer; a bound of a bucket
     * @param waitingAppends appends that wait for a log thread
     * @param heapBytes of the heap in use
     */
    public record Figures(
            long at,
            double recordsIn,
            double bytesIn,
            double networkIn,
            double networkOut,
            double requests,
            Double produceMillis,
            Double produceSlowestMillis,
            double flushes,
            Double flushMillis,
            Double flushSlowestMillis,
            int connections,
            int inFlight,
            int waitingAppends,
            long bytes,
            long diskFree,
            long heapBytes) {}

    /**
     * A client that is connected.
     *
     * @param software name and version of its library; null for one that does not say
     * @param requests sent over the connection
     * @param inFlight requests without an answer yet
     */
    public record Client(
            String id,
            String address,
            String clientId,
            String software,
            long sinceMillis,
            long lastRequestMillis,
            long requests,
            int inFlight) {}
}
