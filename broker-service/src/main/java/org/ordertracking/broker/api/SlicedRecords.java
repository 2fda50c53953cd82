package org.ordertracking.broker.api;

import org.apache.kafka.common.record.BaseRecords;
import org.apache.kafka.common.record.RecordsSend;
import org.ordertracking.broker.log.LogSlice;

/**
 * Records of a fetch response that still lie in the log: the response knows their size, and the network layer moves
 * the bytes from the segment to the socket.
 */
public record SlicedRecords(LogSlice slice) implements BaseRecords, AutoCloseable {

    @Override
    public int sizeInBytes() {
        return slice.length();
    }

    @Override
    public RecordsSend<? extends BaseRecords> toSend() {
        throw new UnsupportedOperationException("the network layer writes slices itself");
    }

    @Override
    public void close() {
        slice.close();
    }
}
