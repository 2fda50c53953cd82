package org.ordertracking.broker.log;

/**
 * An idempotent producer that a log knows.
 *
 * @param producerId its id
 * @param epoch its epoch
 * @param lastSequence the sequence of the last record it appended
 * @param lastTimestamp the largest timestamp of the last batch it appended, in milliseconds
 */
public record ActiveProducer(long producerId, short epoch, int lastSequence, long lastTimestamp) {}
