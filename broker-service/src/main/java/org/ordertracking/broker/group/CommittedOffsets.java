package org.ordertracking.broker.group;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;

/**
 * The offsets that groups have committed, as the records of {@code __consumer_offsets} add up to: what the coordinator knows
 * too but tells only when it is asked in a request. It is here for metrics, which are read from any thread without waiting.
 *
 * <p>An offset that is committed in a transaction counts from the transaction's marker on, unless a later commit outside of
 * it has overtaken it; one that is deleted, expired, or of a deleted topic is gone with its tombstone.
 */
public final class CommittedOffsets {

    /** Told of what comes and goes, on the thread of whoever changes it, so briefly. */
    public interface Listener {

        /** An offset was committed, for the first time or once more. */
        void committed(GroupPartition key);

        /** There is no offset any more. */
        void forgotten(GroupPartition key);
    }

    /**
     * @param recordOffset where in {@code __consumer_offsets} it stands, which decides which of two commits is the later one
     */
    private record Committed(long offset, long recordOffset) {}

    private static final Listener NOBODY = new Listener() {
        @Override
        public void committed(GroupPartition key) {}

        @Override
        public void forgotten(GroupPartition key) {}
    };

    private final Map<GroupPartition, Committed> offsets = new ConcurrentHashMap<>();
    private final Map<Long, Map<GroupPartition, Committed>> undecided = new HashMap<>();
    private Listener listener = NOBODY;

    /** Sets the one who is told, beginning with what there is. */
    public synchronized void listen(Listener told) {
        listener = told;
        offsets.keySet().forEach(told::committed);
    }

    public OptionalLong of(GroupPartition key) {
        Committed committed = offsets.get(key);
        return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
    }

    /** What there is now, in no order. */
    public Map<GroupPartition, Long> all() {
        Map<GroupPartition, Long> all = new HashMap<>();
        offsets.forEach((key, committed) -> all.put(key, committed.offset()));
        return all;
    }

    /** How many offsets there are. */
    public int size() {
        return offsets.size();
    }

    /**
     * Takes in a record; those that are not of offsets are passed over.
     *
     * @param producerId of the transaction it belongs to, or {@link RecordBatch#NO_PRODUCER_ID}
     */
    synchronized void replay(long recordOffset, long producerId, CoordinatorRecord record) {
        if (!(record.key() instanceof OffsetCommitKey key)) {
            return;
        }
        GroupPartition of = new GroupPartition(key.group(), new TopicPartition(key.topic(), key.partition()));
        if (record.value() == null) {
            undecided.values().forEach(pending -> pending.remove(of));
            if (offsets.remove(of) != null) {
                listener.forgotten(of);
            }
            return;
        }
        OffsetCommitValue value = (OffsetCommitValue) record.value().message();
        Committed committed = new Committed(value.offset(), recordOffset);
        if (producerId == RecordBatch.NO_PRODUCER_ID) {
            put(of, committed);
        } else {
            undecided.computeIfAbsent(producerId, id -> new HashMap<>()).put(of, committed);
        }
    }

    /** Decides on what a producer has committed in its transaction. */
    synchronized void endTransaction(long producerId, TransactionResult result) {
        Map<GroupPartition, Committed> pending = undecided.remove(producerId);
        if (pending == null || result == TransactionResult.ABORT) {
            return;
        }
        pending.forEach((key, committed) -> {
            Committed present = offsets.get(key);
            if (present == null || present.recordOffset() < committed.recordOffset()) {
                put(key, committed);
            }
        });
    }

    private void put(GroupPartition key, Committed committed) {
        offsets.put(key, committed);
        listener.committed(key);
    }
}
