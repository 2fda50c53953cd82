package org.ordertracking.benchmarks.brokers;

/** When acknowledged records are on the disk. Both brokers can be asked for both. */
public enum Durability {
    /** Written, and on the disk later: what a single node of Kafka does as it comes; ours with {@code broker.log.flush=interval}. */
    PAGE_CACHE,
    /** On the disk before the acknowledgement: what ours does as it comes; Kafka with {@code log.flush.interval.messages=1}. */
    FSYNC
}
