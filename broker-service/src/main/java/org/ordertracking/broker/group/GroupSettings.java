package org.ordertracking.broker.group;

/**
 * How groups are coordinated; what is not named here is at Kafka's default.
 *
 * @param offsetsPartitions partitions of a new {@code __consumer_offsets}
 * @param offsetsSegmentBytes segment size of {@code __consumer_offsets} in bytes
 * @param initialRebalanceDelayMillis how long a new classic group waits for more members before its first rebalance
 * @param offsetsRetentionMinutes how long the offsets of a group without members are kept
 * @param threads threads of the coordinator
 */
public record GroupSettings(
        int offsetsPartitions,
        int offsetsSegmentBytes,
        int initialRebalanceDelayMillis,
        int offsetsRetentionMinutes,
        int threads) {}
