package org.ordertracking.broker.log;

import java.io.IOException;

/**
 * Finds how much of a log its retention no longer keeps. Segments go from the front, each as a whole:
 *
 * <ul>
 *   <li>by time, while the {@linkplain SegmentReader#timeOf time} of a segment is more than {@code retention.ms} ago;
 *   <li>by size, while the log without the segment still has {@code retention.bytes} or more.
 * </ul>
 *
 * The rules are those of Kafka's {@code UnifiedLog.deleteOldSegments}, but for the time of a segment whose records come from the future:
 * there it keeps the segment, and all behind it, until that future has passed.
 */
final class RetentionRule {

    private final LogEnvironment environment;

    RetentionRule(LogEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The offset that a log should begin at now; its start offset when nothing has expired. Looks at the disk for what is not known of a
     * segment.
     */
    long firstKept(PartitionLog log) throws IOException {
        LogView view = log.view();
        long highWatermark = view.highWatermark();
        Segment[] segments = view.segments();
        long start = view.startOffset();
        CleanupPolicy.Retention retention = log.settings().cleanup().retention();
        if (retention == null) {
            return start;
        }
        int expired = Math.max(expiredBySize(segments, retention), expiredByTime(segments, retention));
        if (expired < segments.length) {
            return Math.max(start, segments[expired].baseOffset());
        }
        boolean allVisible = log.logEndOffset() == highWatermark;
        boolean lastIsEmpty = segments[expired - 1].visibleBytes() == 0;
        return Math.max(start, allVisible && !lastIsEmpty ? highWatermark : segments[expired - 1].baseOffset());
    }

    private static int expiredBySize(Segment[] segments, CleanupPolicy.Retention retention) {
        if (retention.bytes() == CleanupPolicy.Retention.UNLIMITED) {
            return 0;
        }
        long excess = -retention.bytes();
        for (Segment segment : segments) {
            excess += segment.visibleBytes();
        }
        int expired = 0;
        while (expired < segments.length && excess >= segments[expired].visibleBytes()) {
            excess -= segments[expired].visibleBytes();
            expired++;
        }
        return expired;
    }

    private int expiredByTime(Segment[] segments, CleanupPolicy.Retention retention) throws IOException {
        if (retention.millis() == CleanupPolicy.Retention.UNLIMITED) {
            return 0;
        }
        long now = environment.clock().millis();
        int expired = 0;
        while (expired < segments.length && now - environment.reader().timeOf(segments[expired]) > retention.millis()) {
            expired++;
        }
        return expired;
    }
}
