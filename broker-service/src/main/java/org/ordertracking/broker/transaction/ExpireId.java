package org.ordertracking.broker.transaction;

/**
 * A transactional id that nobody uses is forgotten.
 *
 * @param unusedSince the latest last use, in milliseconds
 */
record ExpireId(long unusedSince) implements Operation {

    static boolean isDue(Transaction transaction, long unusedSince) {
        return transaction.state().isExpirationAllowed() && transaction.updatedAt() <= unusedSince;
    }

    @Override
    public Transaction apply(Transaction before) {
        return before != null && isDue(before, unusedSince) ? before.expired() : before;
    }
}
