package org.ordertracking.broker.transaction;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CoordinatorLoadInProgressException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Writes the markers that end transactions in their partitions. What is decided has to come true, so a marker that the
 * disk refuses is tried again until it is there or the broker stops; the next start tries again what is left.
 */
final class MarkerWriter {
    private static final Logger LOG = Logger.getLogger(MarkerWriter.class);

    private final TopicRegistry topics;
    private final OffsetMarkers offsets;
    private final InstantSource clock;
    private final Retries retries;

    MarkerWriter(TopicRegistry topics, OffsetMarkers offsets, InstantSource clock, Retries retries) {
        this.topics = topics;
        this.offsets = offsets;
        this.clock = clock;
        this.retries = retries;
    }

    /** Writes the markers of a prepared transaction. The stage completes when all are on the disk; it never fails. */
    CompletionStage<Void> writeAll(Transaction prepared) {
        TransactionMarker marker = TransactionMarker.of(prepared);
        CompletableFuture<?>[] written = prepared.partitions().stream()
                .map(partition -> new Delivery(prepared.transactionalId(), partition, marker).begin())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(written);
    }

    /**
     * Writes one marker, once. The stage completes when it is on the disk and fails as the append does, with {@code
     * UnknownTopicOrPartitionException} if there is no such partition.
     */
    CompletionStage<Void> write(TopicPartition partition, TransactionMarker marker) {
        Partition target = topics.byName(partition.topic())
                .flatMap(topic -> topic.partition(partition.partition()))
                .orElse(null);
        if (target == null) {
            return CompletableFuture.failedStage(new UnknownTopicOrPartitionException("no partition " + partition));
        }
        if (partition.topic().equals(Topic.GROUP_METADATA_TOPIC_NAME)) {
            return offsets.write(partition, marker);
        }
        return target.log()
                .append(marker.toBatch(clock.millis()), AppendOrigin.COORDINATOR, Durability.SYNCED)
                .thenApply(appended -> null);
    }

    /** A marker on its way to one partition, for as long as it takes. */
    private final class Delivery {
        private final String transactionalId;
        private final TopicPartition partition;
        private final TransactionMarker marker;
        private final CompletableFuture<Void> delivered = new CompletableFuture<>();
        private final AtomicInteger failures = new AtomicInteger();

        private Delivery(String transactionalId, TopicPartition partition, TransactionMarker marker) {
            this.transactionalId = transactionalId;
            this.partition = partition;
            this.marker = marker;
        }

        private CompletableFuture<Void> begin() {
            attempt();
            return delivered;
        }

        private void attempt() {
            CompletionStage<Void> write;
            try {
                write = MarkerWriter.this.write(partition, marker);
            } catch (RuntimeException refusal) {
                write = CompletableFuture.failedStage(refusal);
            }
            write.whenComplete((done, failure) -> finish(failure));
        }

        private void finish(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            // A partition that was deleted meanwhile has nothing left to end.
            if (cause == null || cause instanceof UnknownTopicOrPartitionException) {
                delivered.complete(null);
                return;
            }
            int before = failures.getAndIncrement();
            // At the start the group coordinator may still be loading.
            if (before == 1 && !(cause instanceof CoordinatorLoadInProgressException)) {
                LOG.warnf(
                        "the transaction of '%s' cannot be ended in %s (%s); trying until it can, and after a restart",
                        transactionalId, partition, cause);
            }
            retries.later(before, this::attempt);
        }
    }
}
