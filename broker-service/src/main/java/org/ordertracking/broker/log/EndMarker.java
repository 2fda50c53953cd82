package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/**
 * What a control batch says: how a transaction ended. Control batches hold a single small record and are rare, so they are the one kind
 * that the log decodes.
 *
 * @param commit whether the transaction was committed; if not, aborted
 * @param coordinatorEpoch the epoch of the coordinator that ended it
 */
record EndMarker(boolean commit, int coordinatorEpoch) {

    /**
     * The marker in a batch.
     *
     * @param header the batch
     * @param buffer what holds the batch
     * @param index where in the buffer the batch begins
     * @return {@code null} when the batch is none, or a control batch of another kind, or one whose marker was compacted away with its
     *     transaction
     * @throws InvalidRecordException when it is a control batch that cannot be decoded
     */
    static EndMarker of(BatchHeader header, ByteBuffer buffer, int index) {
        return header.isControl() ? decode(buffer.slice(index, (int) header.sizeInBytes())) : null;
    }

    /** The marker in the scanner's current batch; {@code null} as above. */
    static EndMarker of(BatchScanner batches, FileVolume volume) throws IOException {
        if (!batches.header().isControl()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(batches.size());
        volume.readAt(batches.position(), bytes);
        return decode(bytes.flip());
    }

    private static EndMarker decode(ByteBuffer bytes) {
        RecordBatch batch = MemoryRecords.readableRecords(bytes).firstBatch();
        if (!batch.iterator().hasNext()) {
            return null;
        }
        Record record = batch.iterator().next();
        ControlRecordType type = ControlRecordType.parse(record.key());
        if (type != ControlRecordType.COMMIT && type != ControlRecordType.ABORT) {
            return null;
        }
        EndTransactionMarker marker = EndTransactionMarker.deserialize(record);
        return new EndMarker(type == ControlRecordType.COMMIT, marker.coordinatorEpoch());
    }
}
