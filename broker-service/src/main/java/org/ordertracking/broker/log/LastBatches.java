package org.ordertracking.broker.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.RecordBatch;

/**
 * The last batch of each producer that a log knows. Compaction keeps them, without records if need be, so that the producers' epochs and
 * sequences can be read from the log itself. Immutable.
 */
final class LastBatches {

    /**
     * @param lastOffset of the last batch of records that is remembered, or {@link #NONE}: then a marker has told the epoch
     */
    private record Last(long lastOffset, short epoch) {}

    private static final long NONE = -1;

    private final Map<Long, Last> producers = new HashMap<>();

    LastBatches(ProducerStates states) {
        states.all().forEach((producerId, state) -> producers.put(producerId, last(state)));
    }

    private static Last last(ProducerState state) {
        int batches = state.batches().size();
        return new Last(batches == 0 ? NONE : state.batches().get(batches - 1).lastOffset(), state.epoch());
    }

    /** Whether a batch is one of them. */
    boolean contains(RecordBatch batch) {
        Last last = batch.hasProducerId() ? producers.get(batch.producerId()) : null;
        if (last == null) {
            return false;
        }
        return last.lastOffset() == NONE
                ? batch.isControlBatch() && batch.producerEpoch() == last.epoch()
                : batch.lastOffset() == last.lastOffset();
    }
}
