package org.ordertracking.broker.log;

import java.util.Objects;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topic settings that the log obeys. Names are those of Kafka's topic configuration.
 *
 * @param segmentBytes {@code segment.bytes}: a segment is closed before it would grow beyond this; also the largest append
 * @param segmentMillis {@code segment.ms}: a segment whose first batch is older than this is closed by the next append
 * @param segmentJitterMillis {@code segment.jitter.ms}: by how much less than {@code segmentMillis} a segment may be open, so that logs
 *     that were begun together do not all roll together
 * @param maxMessageBytes {@code max.message.bytes}: the largest batch, compressed, with its header
 * @param timestampType {@code message.timestamp.type}: {@code CREATE_TIME} or {@code LOG_APPEND_TIME}
 * @param cleanup what may be removed
 * @param recordRules what each record of a producer must be
 */
public record LogSettings(
        int segmentBytes,
        long segmentMillis,
        long segmentJitterMillis,
        int maxMessageBytes,
        TimestampType timestampType,
        CleanupPolicy cleanup,
        RecordRules recordRules) {

    /** Kafka's defaults (1 GiB, 7 days, 1 MiB and 12 bytes, CreateTime), but for one: nothing is removed. */
    public static final LogSettings DEFAULT = new LogSettings(
            1 << 30,
            7 * 24 * 60 * 60 * 1000L,
            0,
            1024 * 1024 + 12,
            TimestampType.CREATE_TIME,
            CleanupPolicy.NONE,
            RecordRules.NONE);

    public LogSettings {
        Objects.requireNonNull(timestampType, "message.timestamp.type");
        Objects.requireNonNull(cleanup, "cleanup.policy");
        Objects.requireNonNull(recordRules, "recordRules");
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segment.bytes must be at least 1 but is " + segmentBytes);
        }
        if (segmentMillis < 1) {
            throw new IllegalArgumentException("segment.ms must be at least 1 but is " + segmentMillis);
        }
        if (segmentJitterMillis < 0) {
            throw new IllegalArgumentException("segment.jitter.ms must not be negative but is " + segmentJitterMillis);
        }
        if (maxMessageBytes < 0) {
            throw new IllegalArgumentException("max.message.bytes must not be negative but is " + maxMessageBytes);
        }
        if (timestampType == TimestampType.NO_TIMESTAMP_TYPE) {
            throw new IllegalArgumentException("message.timestamp.type must be CreateTime or LogAppendTime");
        }
    }

    public LogSettings withSegmentBytes(int bytes) {
        return new LogSettings(
                bytes, segmentMillis, segmentJitterMillis, maxMessageBytes, timestampType, cleanup, recordRules);
    }

    public LogSettings withSegmentMillis(long millis) {
        return new LogSettings(
                segmentBytes, millis, segmentJitterMillis, maxMessageBytes, timestampType, cleanup, recordRules);
    }

    public LogSettings withSegmentJitterMillis(long millis) {
        return new LogSettings(
                segmentBytes, segmentMillis, millis, maxMessageBytes, timestampType, cleanup, recordRules);
    }

    public LogSettings withMaxMessageBytes(int bytes) {
        return new LogSettings(
                segmentBytes, segmentMillis, segmentJitterMillis, bytes, timestampType, cleanup, recordRules);
    }

    public LogSettings withTimestampType(TimestampType type) {
        return new LogSettings(
                segmentBytes, segmentMillis, segmentJitterMillis, maxMessageBytes, type, cleanup, recordRules);
    }

    public LogSettings withCleanup(CleanupPolicy policy) {
        return new LogSettings(
                segmentBytes, segmentMillis, segmentJitterMillis, maxMessageBytes, timestampType, policy, recordRules);
    }

    public LogSettings withRecordRules(RecordRules rules) {
        return new LogSettings(
                segmentBytes, segmentMillis, segmentJitterMillis, maxMessageBytes, timestampType, cleanup, rules);
    }
}
