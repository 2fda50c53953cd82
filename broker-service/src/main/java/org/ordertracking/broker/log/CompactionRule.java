package org.ordertracking.broker.log;

import java.io.IOException;

/**
 * Finds which part of a log compaction may look at, and whether it is worth it. The rules are those of Kafka's {@code LogCleanerManager}:
 * a log is compacted when more than {@code min.cleanable.dirty.ratio} of what can be is new since the last time, or when a record has
 * waited longer than {@code max.compaction.lag.ms}.
 */
final class CompactionRule {

    private final LogEnvironment environment;

    /**
     * The part of a log that is new since the last compaction. It ends with a segment, before the active one, before the last stable offset,
     * and before the first segment with records younger than {@code min.compaction.lag.ms}.
     *
     * @param policy what the log's settings say
     * @param segments all segments at that time
     * @param from the first offset that is new
     * @param upTo the first offset behind what may be compacted; the base offset of a segment
     * @param dirtyRatio bytes of what is new in all that may be compacted
     * @param due whether it is to be done now
     */
    record Dirty(
            CleanupPolicy.Compaction policy,
            Segment[] segments,
            long from,
            long upTo,
            double dirtyRatio,
            boolean due) {}

    CompactionRule(LogEnvironment environment) {
        this.environment = environment;
    }

    /** What is dirty in a log; {@code null} when its policy is not to compact it, or nothing is. */
    Dirty look(PartitionLog log) throws IOException {
        CleanupPolicy.Compaction policy = log.settings().cleanup().compaction();
        if (policy == null) {
            return null;
        }
        long stable = log.lastStableOffset();
        Segment[] segments = log.view().segments();
        long from = Math.max(log.front().compactedUpTo(), log.logStartOffset());
        long now = environment.clock().millis();
        int first = LogView.indexOf(segments, from);
        int end = Math.min(LogView.indexOf(segments, stable), segments.length - 1);
        if (policy.minLagMillis() > 0) {
            end = firstYoungerThan(policy.minLagMillis(), segments, first, end, now);
        }
        long upTo = segments[end].baseOffset();
        if (upTo <= from) {
            return null;
        }
        long dirty = bytes(segments, first, end);
        long clean = segments[first].baseOffset() < from ? bytes(segments, 0, first + 1) : bytes(segments, 0, first);
        double ratio = dirty + clean == 0 ? 0 : (double) dirty / (dirty + clean);
        boolean due = dirty > 0
                && (ratio > policy.minDirtyRatio() || hasWaited(policy.maxLagMillis(), segments, first, end, now));
        return new Dirty(policy, segments, from, upTo, ratio, due);
    }

    private int firstYoungerThan(long millis, Segment[] segments, int first, int end, long now) throws IOException {
        int i = first;
        while (i < end && environment.reader().timeOf(segments[i]) <= now - millis) {
            i++;
        }
        return i;
    }

    private boolean hasWaited(long millis, Segment[] segments, int first, int end, long now) throws IOException {
        if (millis == CleanupPolicy.Compaction.NO_LIMIT) {
            return false;
        }
        for (int i = first; i < end; i++) {
            if (now - environment.reader().firstTimeOf(segments[i]) > millis) {
                return true;
            }
        }
        return false;
    }

    private static long bytes(Segment[] segments, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += segments[i].visibleBytes();
        }
        return bytes;
    }
}
