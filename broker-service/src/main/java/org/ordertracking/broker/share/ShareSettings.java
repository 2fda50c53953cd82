package org.ordertracking.broker.share;

import java.time.Duration;

/**
 * How records are shared; what is not named here is at Kafka's default.
 *
 * @param statePartitions partitions of a new {@code __share_group_state}
 * @param stateSegmentBytes segment size of {@code __share_group_state} in bytes
 * @param lockDuration how long a fetched record is its consumer's, unless the group has a {@code
 *     share.record.lock.duration.ms} of its own
 * @param deliveryLimit how often a record is delivered before it is given up
 * @param maxRecordLocks records of one partition that may be between the first that is not done and the last that was
 *     delivered, per group; a batch that begins below the limit is delivered whole
 * @param maxSessions consumers that may fetch at a time, in all groups
 * @param maxPartitions partitions that may be shared at a time, counted once per group
 */
public record ShareSettings(
        int statePartitions,
        int stateSegmentBytes,
        Duration lockDuration,
        int deliveryLimit,
        int maxRecordLocks,
        int maxSessions,
        int maxPartitions) {}
