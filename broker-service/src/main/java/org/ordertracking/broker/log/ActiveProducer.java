package org.ordertracking.broker.log;

/**
 * An idempotent producer that a log knows.
 *
 * @param producerId its id
 * @param epoch its epoch
 * @param lastSequence the sequence of the last record it appended
 * @param lastTimestamp the largest timestamp of the last batch it appended, in milliseconds
 * @param coordinatorEpoch epoch of the coordinator that wrote its last marker, or −1
 * @param transactionStart offset of the first record of the transaction that it has open, or −1
 */
public record ActiveProducer(
        long producerId,
        short epoch,
        int lastSequence,
        long lastTimestamp,
        int coordinatorEpoch,
        long transactionStart) {}
