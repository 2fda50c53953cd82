package org.ordertracking.broker.quota;

/** What one request may change of topics and partitions. */
public interface MutationBudget {

    /**
     * Counts a change before it is made.
     *
     * @param partitions created or deleted
     * @throws org.apache.kafka.common.errors.ThrottlingQuotaExceededException if it must not be made now
     */
    void take(int partitions);

    /** For how long to leave the client alone after the answer. */
    int throttleMillis();
}
