package org.ordertracking.broker.group;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.common.runtime.CoordinatorLoader;
import org.apache.kafka.coordinator.common.runtime.CoordinatorPlayback;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.common.runtime.Deserializer.UnknownRecordTypeException;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.LogReplay;
import org.ordertracking.broker.log.PartitionLog;

/** Rebuilds a coordinator's state from its partition of {@code __consumer_offsets}. */
final class OffsetsLogLoader implements CoordinatorLoader<CoordinatorRecord> {
    private static final Logger LOG = Logger.getLogger(OffsetsLogLoader.class);

    private final OffsetsTopic offsets;
    private final Time time;
    private final GroupCoordinatorRecordSerde serde = new GroupCoordinatorRecordSerde();
    private final ExecutorService loads =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "group-coordinator-loader"));

    OffsetsLogLoader(OffsetsTopic offsets, Time time) {
        this.offsets = offsets;
        this.time = time;
    }

    @Override
    public CompletableFuture<LoadSummary> load(
            TopicPartition partition, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        long asked = time.milliseconds();
        return CompletableFuture.supplyAsync(() -> replay(partition, coordinator, asked), loads);
    }

    private LoadSummary replay(
            TopicPartition partition, CoordinatorPlayback<CoordinatorRecord> coordinator, long asked) {
        PartitionLog log = offsets.partition(partition).log();
        long started = time.milliseconds();
        long[] records = {0};
        long[] bytes = {0};
        LogReplay.forEach(log, batch -> {
            records[0] += replay(batch, coordinator);
            bytes[0] += batch.sizeInBytes();
            // Never for an empty log: a coordinator that is told of offset 0 waits for it to be written.
            coordinator.updateLastWrittenOffset(batch.nextOffset());
            coordinator.updateLastCommittedOffset(batch.nextOffset());
        });
        return new LoadSummary(started, time.milliseconds(), started - asked, records[0], bytes[0]);
    }

    private int replay(RecordBatch batch, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        int count = 0;
        for (Record stored : batch) {
            count++;
            try {
                CoordinatorRecord decoded = serde.deserialize(stored.key(), stored.value());
                coordinator.replay(stored.offset(), batch.producerId(), batch.producerEpoch(), decoded);
            } catch (UnknownRecordTypeException unknown) {
                LOG.warnf(
                        "skipping a record of unknown type %d at offset %d of __consumer_offsets, written by a newer version?",
                        unknown.unknownType(), stored.offset());
            }
        }
        return count;
    }

    @Override
    public void close() {
        loads.shutdown();
    }
}
