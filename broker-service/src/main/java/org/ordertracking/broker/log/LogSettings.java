package org.ordertracking.broker.log;

import java.util.Objects;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topic settings that the log obeys. Names are those of Kafka's topic configuration.
 *
 * @param segmentBytes {@code segment.bytes}: a segment is closed before it would grow beyond this; also the largest append
 * @param segmentMillis {@code segment.ms}: a segment whose first batch is older than this is closed by the next append
 * @param maxMessageBytes {@code max.message.bytes}: the largest batch, compressed, with its header
 * @param timestampType {@code message.timestamp.type}: {@code CREATE_TIME} or {@code LOG_APPEND_TIME}
 */
public record LogSettings(int segmentBytes, long segmentMillis, int maxMessageBytes, TimestampType timestampType) {

    /** Kafka's defaults: 1 GiB, 7 days, 1 MiB and 12 bytes, CreateTime. */
    public static final LogSettings DEFAULT =
            new LogSettings(1 << 30, 7 * 24 * 60 * 60 * 1000L, 1024 * 1024 + 12, TimestampType.CREATE_TIME);

    public LogSettings {
        Objects.requireNonNull(timestampType, "message.timestamp.type");
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segment.bytes must be at least 1 but is " + segmentBytes);
        }
        if (segmentMillis < 1) {
            throw new IllegalArgumentException("segment.ms must be at least 1 but is " + segmentMillis);
        }
        if (maxMessageBytes < 0) {
            throw new IllegalArgumentException("max.message.bytes must not be negative but is " + maxMessageBytes);
        }
        if (timestampType == TimestampType.NO_TIMESTAMP_TYPE) {
            throw new IllegalArgumentException("message.timestamp.type must be CreateTime or LogAppendTime");
        }
    }

    public LogSettings withSegmentBytes(int bytes) {
        return new LogSettings(bytes, segmentMillis, maxMessageBytes, timestampType);
    }

    public LogSettings withSegmentMillis(long millis) {
        return new LogSettings(segmentBytes, millis, maxMessageBytes, timestampType);
    }

    public LogSettings withMaxMessageBytes(int bytes) {
        return new LogSettings(segmentBytes, segmentMillis, bytes, timestampType);
    }

    public LogSettings withTimestampType(TimestampType type) {
        return new LogSettings(segmentBytes, segmentMillis, maxMessageBytes, type);
    }
}
