package org.ordertracking.broker.transaction;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogKey;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue.PartitionsSchema;

/** Transactions as Kafka's own records of {@code __transaction_state}: the id is the key, a null value forgets it. */
final class TransactionRecords {
    private static final short KEY_VERSION = 0;
    /** The first with tagged fields, which Kafka writes from {@code transaction.version} 1 on. */
    private static final short VALUE_VERSION = 1;

    private TransactionRecords() {}

    static SimpleRecord encode(Transaction transaction, long timestamp) {
        byte[] key = MessageUtil.toVersionPrefixedBytes(
                KEY_VERSION, new TransactionLogKey().setTransactionalId(transaction.transactionalId()));
        byte[] value = transaction.state() == TransactionState.DEAD
                ? null
                : MessageUtil.toVersionPrefixedBytes(VALUE_VERSION, valueOf(transaction));
        return new SimpleRecord(timestamp, key, value);
    }

    /**
     * What a record says.
     *
     * @return nothing if its key is of a kind that this version does not know
     * @throws IllegalStateException if the value is of a version that this one cannot read
     */
    static Optional<Stored> decode(Record stored) {
        ByteBuffer key = stored.key();
        if (key.getShort() != KEY_VERSION) {
            return Optional.empty();
        }
        String transactionalId = new TransactionLogKey(new ByteBufferAccessor(key), KEY_VERSION).transactionalId();
        return Optional.of(
                new Stored(transactionalId, stored.value() == null ? null : decode(transactionalId, stored.value())));
    }

    /**
     * A record of the log.
     *
     * @param transaction {@code null} when the id was forgotten
     */
    record Stored(String transactionalId, Transaction transaction) {}

    private static Transaction decode(String transactionalId, ByteBuffer value) {
        short version = value.getShort();
        if (version < TransactionLogValue.LOWEST_SUPPORTED_VERSION
                || version > TransactionLogValue.HIGHEST_SUPPORTED_VERSION) {
            throw new IllegalStateException(
                    "__transaction_state has a record of version %d for '%s', and this broker reads up to %d: start the version that wrote it"
                            .formatted(version, transactionalId, TransactionLogValue.HIGHEST_SUPPORTED_VERSION));
        }
        TransactionLogValue data = new TransactionLogValue(new ByteBufferAccessor(value), version);
        return new Transaction(
                transactionalId,
                data.producerId(),
                data.previousProducerId(),
                data.nextProducerId(),
                data.producerEpoch(),
                RecordBatch.NO_PRODUCER_EPOCH,
                data.transactionTimeoutMs(),
                TransactionState.fromId(data.transactionStatus()),
                partitionsOf(data),
                data.transactionStartTimestampMs(),
                data.transactionLastUpdateTimestampMs(),
                data.clientTransactionVersion());
    }

    private static TransactionLogValue valueOf(Transaction transaction) {
        return new TransactionLogValue()
                .setProducerId(transaction.producerId())
                .setPreviousProducerId(transaction.previousProducerId())
                .setNextProducerId(transaction.nextProducerId())
                .setProducerEpoch(transaction.producerEpoch())
                .setTransactionTimeoutMs(transaction.timeoutMillis())
                .setTransactionStatus(transaction.state().id())
                .setTransactionPartitions(byTopic(transaction))
                .setTransactionLastUpdateTimestampMs(transaction.updatedAt())
                .setTransactionStartTimestampMs(transaction.startedAt())
                .setClientTransactionVersion(transaction.clientVersion());
    }

    private static List<PartitionsSchema> byTopic(Transaction transaction) {
        if (transaction.state() == TransactionState.EMPTY) {
            return null;
        }
        Map<String, List<Integer>> topics = new TreeMap<>();
        for (TopicPartition partition : transaction.partitions()) {
            topics.computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                    .add(partition.partition());
        }
        List<PartitionsSchema> schemas = new ArrayList<>(topics.size());
        topics.forEach((topic, partitions) ->
                schemas.add(new PartitionsSchema().setTopic(topic).setPartitionIds(partitions)));
        return schemas;
    }

    private static Set<TopicPartition> partitionsOf(TransactionLogValue data) {
        if (data.transactionPartitions() == null) {
            return Set.of();
        }
        Set<TopicPartition> partitions = new HashSet<>();
        for (PartitionsSchema schema : data.transactionPartitions()) {
            schema.partitionIds().forEach(index -> partitions.add(new TopicPartition(schema.topic(), index)));
        }
        return partitions;
    }
}
