package org.ordertracking.broker.transaction;

/** Something asked of a transactional id: pure, so that it can be tried, refused or lost without a trace. */
@FunctionalInterface
interface Operation {

    /**
     * @param before the state now, or {@code null} when the transactional id is unknown
     * @return the state to write, or {@code before} itself when there is nothing to change
     * @throws org.apache.kafka.common.errors.ApiException when Kafka refuses the request
     */
    Transaction apply(Transaction before);
}
