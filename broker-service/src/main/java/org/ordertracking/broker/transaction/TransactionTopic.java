package org.ordertracking.broker.transaction;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.log.LogReplay;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/** The {@code __transaction_state} topic, in which the transactional ids live, each in the partition of its hash. */
final class TransactionTopic {
    private static final Logger LOG = Logger.getLogger(TransactionTopic.class);

    private final org.ordertracking.broker.topic.Topic topic;
    private final InstantSource clock;

    private TransactionTopic(org.ordertracking.broker.topic.Topic topic, InstantSource clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /** Finds the topic, or makes it at the first start. An existing one keeps its partitions, since ids are found by it. */
    static TransactionTopic open(TopicRegistry topics, TransactionSettings settings, InstantSource clock) {
        Map<String, String> configs = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                String.valueOf(settings.segmentBytes()));
        NewTopic wanted = new NewTopic(Topic.TRANSACTION_STATE_TOPIC_NAME, settings.partitions(), configs);
        return new TransactionTopic(
                topics.getOrCreate(wanted).toCompletableFuture().join(), clock);
    }

    /** Reads every record from the beginning, in the order in which each id changed. Blocks on the disk. */
    void replay(Consumer<TransactionRecords.Stored> replayed) {
        for (Partition partition : topic.partitions()) {
            LogReplay.forEach(partition.log(), batch -> {
                for (Record stored : batch) {
                    TransactionRecords.decode(stored)
                            .ifPresentOrElse(
                                    replayed,
                                    () -> LOG.warnf(
                                            "skipping a record of unknown kind at offset %d of %s, written by a newer version?",
                                            stored.offset(), partition.id()));
                }
            });
        }
    }

    /** Writes a state; the stage completes when it is on the disk. */
    CompletionStage<Appended> append(Transaction transaction) {
        MemoryRecords records =
                MemoryRecords.withRecords(Compression.NONE, TransactionRecords.encode(transaction, clock.millis()));
        return partitionOf(transaction.transactionalId())
                .log()
                .append(records, AppendOrigin.COORDINATOR, Durability.SYNCED);
    }

    private Partition partitionOf(String transactionalId) {
        return topic.partitions()
                .get(Utils.abs(transactionalId.hashCode()) % topic.partitions().size());
    }
}
