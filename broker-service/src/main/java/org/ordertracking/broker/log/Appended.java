package org.ordertracking.broker.log;

/**
 * What became of an append.
 *
 * @param baseOffset offset of the first record
 * @param lastOffset offset of the last record
 * @param logAppendTime the time stamped on the records in milliseconds, or −1 when the topic keeps the producers' timestamps
 * @param logStartOffset the first offset of the log
 * @param duplicate whether an idempotent producer repeated a batch; the offsets are then those of the first time
 */
public record Appended(long baseOffset, long lastOffset, long logAppendTime, long logStartOffset, boolean duplicate) {}
