package org.ordertracking.broker.log;

/**
 * A record found by its time.
 *
 * @param offset the record's offset
 * @param timestamp the record's timestamp in milliseconds
 */
public record TimestampedOffset(long offset, long timestamp) {}
