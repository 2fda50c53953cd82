package org.ordertracking.broker.transaction;

import java.time.Duration;

/**
 * How transactions are coordinated.
 *
 * @param partitions partitions of a new {@code __transaction_state}
 * @param segmentBytes segment size of {@code __transaction_state} in bytes
 * @param maxTimeout the longest timeout that a producer may ask for
 * @param idExpiration how long a transactional id that is not used is remembered
 * @param expirationCheck how often it is looked for such ids
 */
public record TransactionSettings(
        int partitions, int segmentBytes, Duration maxTimeout, Duration idExpiration, Duration expirationCheck) {}
