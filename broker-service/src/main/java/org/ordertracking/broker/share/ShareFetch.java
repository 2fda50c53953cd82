package org.ordertracking.broker.share;

import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.ordertracking.broker.log.LogSlice;

/**
 * What a member wants to fetch.
 *
 * @param group its group
 * @param member its id
 * @param partitions from which, the most urgent first
 * @param maxWaitMillis how long to wait while there is too little
 * @param minBytes how much is enough to answer before that
 * @param maxBytes largest answer; a single batch may exceed it
 * @param maxRecords how many records; the last batch may exceed it
 * @param batchSize how many records a range of the answer should have at least, where there are so many in a row
 */
public record ShareFetch(
        String group,
        Uuid member,
        List<TopicIdPartition> partitions,
        long maxWaitMillis,
        int minBytes,
        int maxBytes,
        int maxRecords,
        int batchSize) {

    /**
     * What there was in one partition.
     *
     * @param records the batches with the records that were acquired, and others; to be closed
     * @param acquired which records are the member's now
     * @param error why there is nothing, or {@link Errors#NONE}
     */
    public record Fetched(
            TopicIdPartition partition, LogSlice records, List<AcquiredRange> acquired, Errors error, String message) {

        static Fetched records(TopicIdPartition partition, LogSlice records, List<AcquiredRange> acquired) {
            return new Fetched(partition, records, acquired, Errors.NONE, null);
        }

        static Fetched error(TopicIdPartition partition, Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return new Fetched(partition, null, List.of(), Errors.forException(cause), cause.getMessage());
        }
    }
}
