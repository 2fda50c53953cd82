package org.ordertracking.broker.group;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.common.runtime.Deserializer;
import org.apache.kafka.coordinator.common.runtime.PartitionWriter;
import org.apache.kafka.coordinator.group.generated.CoordinatorRecordType;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.VerificationGuard;

/**
 * Lets {@link CommittedOffsets} see what the coordinator has written. Records of offsets are decoded for it once more, on the
 * coordinator's thread and out of the buffer that it still holds; others are passed over by the type in their key.
 */
final class WatchedWriter implements PartitionWriter {
    private final PartitionWriter writer;
    private final Deserializer<CoordinatorRecord> records;
    private final CommittedOffsets offsets;

    WatchedWriter(PartitionWriter writer, Deserializer<CoordinatorRecord> records, CommittedOffsets offsets) {
        this.writer = writer;
        this.records = records;
        this.offsets = offsets;
    }

    @Override
    public long append(TopicPartition partition, VerificationGuard guard, MemoryRecords appended) {
        long end = writer.append(partition, guard, appended);
        // Counted back from the end: whether the writer numbers the coordinator's buffer or a copy of it is its
        // business.
        long offset = end;
        for (MutableRecordBatch batch : appended.batches()) {
            offset -= batch.lastOffset() - batch.baseOffset() + 1;
        }
        for (MutableRecordBatch batch : appended.batches()) {
            for (Record entry : batch) {
                watch(batch, entry, offset++);
            }
        }
        return end;
    }

    private void watch(MutableRecordBatch batch, Record entry, long offset) {
        if (batch.isControlBatch()) {
            ControlRecordType type = ControlRecordType.parse(entry.key());
            if (type == ControlRecordType.COMMIT || type == ControlRecordType.ABORT) {
                offsets.endTransaction(
                        batch.producerId(),
                        type == ControlRecordType.COMMIT ? TransactionResult.COMMIT : TransactionResult.ABORT);
            }
        } else if (isOfAnOffset(entry.key())) {
            offsets.replay(offset, batch.producerId(), records.deserialize(entry.key(), entry.value()));
        }
    }

    private static boolean isOfAnOffset(ByteBuffer key) {
        return key.getShort(key.position()) == CoordinatorRecordType.OFFSET_COMMIT.id();
    }

    @Override
    public void registerListener(TopicPartition partition, Listener listener) {
        writer.registerListener(partition, listener);
    }

    @Override
    public void deregisterListener(TopicPartition partition, Listener listener) {
        writer.deregisterListener(partition, listener);
    }

    @Override
    public LogConfig config(TopicPartition partition) {
        return writer.config(partition);
    }

    @Override
    public CompletableFuture<VerificationGuard> maybeStartTransactionVerification(
            TopicPartition partition, String transactionalId, long producerId, short producerEpoch, int apiVersion) {
        return writer.maybeStartTransactionVerification(
                partition, transactionalId, producerId, producerEpoch, apiVersion);
    }

    @Override
    public CompletableFuture<Void> deleteRecords(TopicPartition partition, long beforeOffset) {
        return writer.deleteRecords(partition, beforeOffset);
    }
}
