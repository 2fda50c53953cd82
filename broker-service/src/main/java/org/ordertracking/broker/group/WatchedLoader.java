package org.ordertracking.broker.group;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.coordinator.common.runtime.CoordinatorLoader;
import org.apache.kafka.coordinator.common.runtime.CoordinatorPlayback;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.ordertracking.broker.coordinator.StateLogLoader;

/** Lets {@link CommittedOffsets} see what the coordinator is given back at the start. */
final class WatchedLoader implements CoordinatorLoader<CoordinatorRecord> {
    private final StateLogLoader loader;
    private final CommittedOffsets offsets;

    WatchedLoader(StateLogLoader loader, CommittedOffsets offsets) {
        this.loader = loader;
        this.offsets = offsets;
    }

    @Override
    public CompletableFuture<LoadSummary> load(
            TopicPartition partition, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        return loader.load(partition, new Watched(coordinator, offsets));
    }

    @Override
    public void close() {
        loader.close();
    }

    private record Watched(CoordinatorPlayback<CoordinatorRecord> coordinator, CommittedOffsets offsets)
            implements CoordinatorPlayback<CoordinatorRecord> {

        @Override
        public void replay(long offset, long producerId, short producerEpoch, CoordinatorRecord record) {
            coordinator.replay(offset, producerId, producerEpoch, record);
            offsets.replay(offset, producerId, record);
        }

        @Override
        public void replayEndTransactionMarker(long producerId, short producerEpoch, TransactionResult result) {
            coordinator.replayEndTransactionMarker(producerId, producerEpoch, result);
            offsets.endTransaction(producerId, result);
        }

        @Override
        public void updateLastWrittenOffset(Long offset) {
            coordinator.updateLastWrittenOffset(offset);
        }

        @Override
        public void updateLastCommittedOffset(Long offset) {
            coordinator.updateLastCommittedOffset(offset);
        }
    }
}
