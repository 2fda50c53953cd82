package org.ordertracking.broker.coordinator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.common.runtime.CoordinatorLoader;
import org.apache.kafka.coordinator.common.runtime.CoordinatorPlayback;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.common.runtime.Deserializer;
import org.apache.kafka.coordinator.common.runtime.Deserializer.UnknownRecordTypeException;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.LogReplay;
import org.ordertracking.broker.log.PartitionLog;

/** Rebuilds a coordinator's state from its partition of the topic that the state lives in. */
public final class StateLogLoader implements CoordinatorLoader<CoordinatorRecord> {
    private static final Logger LOG = Logger.getLogger(StateLogLoader.class);

    private final StateTopic topic;
    private final Deserializer<CoordinatorRecord> records;
    private final Time time;
    private final ExecutorService loads;

    /**
     * @param records reads what the coordinator wrote
     * @param threadName of the one thread that loads
     */
    public StateLogLoader(StateTopic topic, Deserializer<CoordinatorRecord> records, Time time, String threadName) {
        this.topic = topic;
        this.records = records;
        this.time = time;
        this.loads = Executors.newSingleThreadExecutor(task -> new Thread(task, threadName));
    }

    @Override
    public CompletableFuture<LoadSummary> load(
            TopicPartition partition, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        long asked = time.milliseconds();
        return CompletableFuture.supplyAsync(() -> replay(partition, coordinator, asked), loads);
    }

    private LoadSummary replay(
            TopicPartition partition, CoordinatorPlayback<CoordinatorRecord> coordinator, long asked) {
        PartitionLog log = topic.partition(partition).log();
        long started = time.milliseconds();
        long[] count = {0};
        long[] bytes = {0};
        LogReplay.forEach(log, batch -> {
            count[0] += replay(batch, coordinator);
            bytes[0] += batch.sizeInBytes();
            // Never for an empty log: a coordinator that is told of offset 0 waits for it to be written.
            coordinator.updateLastWrittenOffset(batch.nextOffset());
            coordinator.updateLastCommittedOffset(batch.nextOffset());
        });
        return new LoadSummary(started, time.milliseconds(), started - asked, count[0], bytes[0]);
    }

    private int replay(RecordBatch batch, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        if (batch.isControlBatch()) {
            return replayMarkers(batch, coordinator);
        }
        int count = 0;
        for (Record stored : batch) {
            count++;
            try {
                CoordinatorRecord decoded = records.deserialize(stored.key(), stored.value());
                coordinator.replay(stored.offset(), batch.producerId(), batch.producerEpoch(), decoded);
            } catch (UnknownRecordTypeException unknown) {
                LOG.warnf(
                        "skipping a record of unknown type %d at offset %d of %s, written by a newer version?",
                        unknown.unknownType(), stored.offset(), topic.name());
            }
        }
        return count;
    }

    private static int replayMarkers(RecordBatch batch, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        int count = 0;
        for (Record stored : batch) {
            count++;
            switch (ControlRecordType.parse(stored.key())) {
                case COMMIT ->
                    coordinator.replayEndTransactionMarker(
                            batch.producerId(), batch.producerEpoch(), TransactionResult.COMMIT);
                case ABORT ->
                    coordinator.replayEndTransactionMarker(
                            batch.producerId(), batch.producerEpoch(), TransactionResult.ABORT);
                default -> LOG.debugf("skipping a control record at offset %d", stored.offset());
            }
        }
        return count;
    }

    @Override
    public void close() {
        loads.shutdown();
    }
}
