package org.ordertracking.broker.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.Records;

/**
 * The 61 bytes in front of a record batch (magic 2), read and edited in place: point it at a buffer with {@link #at} and use it again for
 * the next batch. The layout is that of Kafka's {@link DefaultRecordBatch}.
 *
 * <p>Base offset and partition leader epoch lie in front of what the CRC covers, so the broker may set them freely; whoever changes
 * anything behind has to {@link #seal() recompute the CRC}.
 */
final class BatchHeader {

    /** Bytes of a header, and so of the smallest batch. */
    static final int SIZE = DefaultRecordBatch.RECORD_BATCH_OVERHEAD;

    /** Where the CRC's cover begins. */
    static final int CRC_COVERS_FROM = DefaultRecordBatch.CRC_OFFSET + Integer.BYTES;

    private static final int LENGTH = Records.SIZE_OFFSET;
    private static final int LEADER_EPOCH = LENGTH + Integer.BYTES;
    private static final int MAGIC = Records.MAGIC_OFFSET;
    private static final int CRC = DefaultRecordBatch.CRC_OFFSET;
    private static final int ATTRIBUTES = CRC_COVERS_FROM;
    private static final int LAST_OFFSET_DELTA = DefaultRecordBatch.LAST_OFFSET_DELTA_OFFSET;
    private static final int MAX_TIMESTAMP = LAST_OFFSET_DELTA + Integer.BYTES + Long.BYTES;
    private static final int PRODUCER_ID = MAX_TIMESTAMP + Long.BYTES;
    private static final int PRODUCER_EPOCH = PRODUCER_ID + Long.BYTES;
    private static final int BASE_SEQUENCE = PRODUCER_EPOCH + Short.BYTES;
    private static final int RECORD_COUNT = DefaultRecordBatch.RECORDS_COUNT_OFFSET;

    private static final int COMPRESSION_MASK = 0x07;
    private static final int LOG_APPEND_TIME_FLAG = 0x08;
    private static final int TRANSACTIONAL_FLAG = 0x10;
    private static final int CONTROL_FLAG = 0x20;
    private static final int DELETE_HORIZON_FLAG = 0x40;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer;
    private int start;

    /** Points this at the batch that begins at an absolute index of a buffer; at least {@link #SIZE} bytes must follow. */
    BatchHeader at(ByteBuffer batchBuffer, int index) {
        buffer = batchBuffer;
        start = index;
        return this;
    }

    long baseOffset() {
        return buffer.getLong(start);
    }

    /** Size of the whole batch, header included, as the batch says: may be anything in a damaged one, even beyond an int. */
    long sizeInBytes() {
        return (long) Records.LOG_OVERHEAD + buffer.getInt(start + LENGTH);
    }

    byte magic() {
        return buffer.get(start + MAGIC);
    }

    int lastOffsetDelta() {
        return buffer.getInt(start + LAST_OFFSET_DELTA);
    }

    long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    long maxTimestamp() {
        return buffer.getLong(start + MAX_TIMESTAMP);
    }

    /** The largest timestamp of the records; {@link Long#MIN_VALUE} when compaction has left none. */
    long maxRecordTimestamp() {
        return recordCount() == 0 ? Long.MIN_VALUE : maxTimestamp();
    }

    long producerId() {
        return buffer.getLong(start + PRODUCER_ID);
    }

    boolean hasProducerId() {
        return producerId() != RecordBatch.NO_PRODUCER_ID;
    }

    short producerEpoch() {
        return buffer.getShort(start + PRODUCER_EPOCH);
    }

    int baseSequence() {
        return buffer.getInt(start + BASE_SEQUENCE);
    }

    /** The sequence of the last record; sequences wrap from the largest int to 0. */
    int lastSequence() {
        int base = baseSequence();
        return base == RecordBatch.NO_SEQUENCE
                ? RecordBatch.NO_SEQUENCE
                : DefaultRecordBatch.incrementSequence(base, lastOffsetDelta());
    }

    int recordCount() {
        return buffer.getInt(start + RECORD_COUNT);
    }

    int compressionId() {
        return attributes() & COMPRESSION_MASK;
    }

    boolean isLogAppendTime() {
        return (attributes() & LOG_APPEND_TIME_FLAG) != 0;
    }

    boolean isTransactional() {
        return (attributes() & TRANSACTIONAL_FLAG) != 0;
    }

    boolean isControl() {
        return (attributes() & CONTROL_FLAG) != 0;
    }

    boolean hasDeleteHorizon() {
        return (attributes() & DELETE_HORIZON_FLAG) != 0;
    }

    int storedCrc() {
        return buffer.getInt(start + CRC);
    }

    /** The CRC32C of a batch that lies in the buffer as a whole. */
    int computedCrc() {
        crc.reset();
        ByteBuffer covered = buffer.duplicate();
        covered.limit(start + (int) sizeInBytes()).position(start + CRC_COVERS_FROM);
        crc.update(covered);
        return (int) crc.getValue();
    }

    void setBaseOffset(long offset) {
        buffer.putLong(start, offset);
    }

    void setLeaderEpoch(int epoch) {
        buffer.putInt(start + LEADER_EPOCH, epoch);
    }

    /** Stamps all records with the broker's time. The CRC is wrong until {@link #seal()}. */
    void setLogAppendTime(long millis) {
        buffer.putShort(start + ATTRIBUTES, (short) (attributes() | LOG_APPEND_TIME_FLAG));
        buffer.putLong(start + MAX_TIMESTAMP, millis);
    }

    /** Recomputes the CRC of a batch that lies in the buffer as a whole. */
    void seal() {
        buffer.putInt(start + CRC, computedCrc());
    }

    private int attributes() {
        return buffer.getShort(start + ATTRIBUTES);
    }
}
