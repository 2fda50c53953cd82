package org.ordertracking.broker.transaction;

/** Levels of the feature {@code transaction.version} that clients may use (KIP-890, KIP-1022). */
public final class TransactionVersions {

    /** Partitions are added by the client; the epoch stays. Level 1 is the same to clients. */
    public static final short V0 = 0;

    /** Partitions are added by the broker with the first batch; each end of a transaction bumps the epoch. */
    public static final short V2 = 2;

    private TransactionVersions() {}

    static boolean bumpsEpoch(short version) {
        return version >= V2;
    }
}
