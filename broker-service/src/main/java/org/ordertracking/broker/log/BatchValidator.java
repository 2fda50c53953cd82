package org.ordertracking.broker.log;

import java.nio.ByteBuffer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;

/**
 * Decides whether a batch may enter a log, by its header and its CRC: the records inside are never decoded, so a client that lies about
 * them under a right CRC harms only those who read them. Rules and errors are those of Kafka's {@code LogValidator} and
 * {@code UnifiedLog} as far as they concern the header.
 */
final class BatchValidator {

    private static final int LARGEST_COMPRESSION_ID = CompressionType.ZSTD.id;

    private final Object log;

    /** @param log what error messages call the log */
    BatchValidator(Object log) {
        this.log = log;
    }

    /**
     * Points a header at the batch at an index of a buffer, after checking that the whole batch lies in the buffer and is allowed.
     *
     * @return the size of the batch
     */
    int validate(ByteBuffer buffer, int index, BatchHeader header, AppendOrigin origin, LogSettings settings) {
        int available = buffer.limit() - index;
        if (available < BatchHeader.SIZE) {
            throw new CorruptRecordException(
                    of(index) + " has " + available + " bytes, fewer than a header's " + BatchHeader.SIZE);
        }
        header.at(buffer, index);
        checkMagic(header, index);
        long size = header.sizeInBytes();
        if (size < BatchHeader.SIZE || size > available) {
            throw new CorruptRecordException(
                    of(index) + " claims a size of " + size + " bytes, but " + available + " were sent");
        }
        if (size > settings.maxMessageBytes()) {
            throw new RecordTooLargeException(of(index) + " has " + size + " bytes, more than max.message.bytes ("
                    + settings.maxMessageBytes() + ") allows; send smaller batches or raise the topic's limit");
        }
        if (header.storedCrc() != header.computedCrc()) {
            throw new CorruptRecordException(of(index) + " does not match its CRC");
        }
        checkCounts(header, index);
        checkAttributes(header, index, origin, settings);
        if (header.hasProducerId()) {
            checkProducer(header, index, origin);
        }
        return (int) size;
    }

    private void checkMagic(BatchHeader header, int index) {
        byte magic = header.magic();
        if (magic == RecordBatch.MAGIC_VALUE_V0 || magic == RecordBatch.MAGIC_VALUE_V1) {
            throw new UnsupportedForMessageFormatException(of(index) + " has the old message format " + magic
                    + "; only format 2 is accepted (Kafka 0.11 and newer)");
        }
        if (magic != RecordBatch.MAGIC_VALUE_V2) {
            throw new CorruptRecordException(of(index) + " has the unknown message format " + magic);
        }
    }

    private void checkCounts(BatchHeader header, int index) {
        int count = header.recordCount();
        if (count < 1) {
            throw new InvalidRecordException(of(index) + " has a record count of " + count);
        }
        if (header.lastOffsetDelta() != count - 1) {
            throw new InvalidRecordException(of(index) + " has a last offset delta of " + header.lastOffsetDelta()
                    + ", which does not fit its record count of " + count);
        }
        if (header.baseOffset() != 0) {
            throw new InvalidRecordException(
                    of(index) + " has base offset " + header.baseOffset() + "; a producer has to send 0");
        }
    }

    private void checkAttributes(BatchHeader header, int index, AppendOrigin origin, LogSettings settings) {
        if (header.compressionId() > LARGEST_COMPRESSION_ID) {
            throw new InvalidRecordException(of(index) + " has the unknown compression type " + header.compressionId());
        }
        if (header.isControl() && origin == AppendOrigin.CLIENT) {
            throw new InvalidRecordException(of(index) + " is a control batch, which clients may not send");
        }
        if (header.hasDeleteHorizon()) {
            throw new InvalidRecordException(of(index) + " has a delete horizon, which only the broker may set");
        }
        if (header.isTransactional() && !header.hasProducerId()) {
            throw new InvalidRecordException(of(index) + " belongs to a transaction but has no producer id");
        }
        if (header.isLogAppendTime()
                && origin == AppendOrigin.CLIENT
                && settings.timestampType() == TimestampType.CREATE_TIME) {
            throw new InvalidTimestampException(
                    of(index) + " has timestamp type LogAppendTime, which only the broker may set");
        }
    }

    private void checkProducer(BatchHeader header, int index, AppendOrigin origin) {
        if (header.producerId() < 0 || header.producerEpoch() < 0) {
            throw new InvalidRecordException(
                    of(index) + " has producer id " + header.producerId() + " with epoch " + header.producerEpoch());
        }
        if (origin == AppendOrigin.CLIENT && header.baseSequence() < 0) {
            throw new InvalidRecordException(
                    of(index) + " has a producer id but the sequence " + header.baseSequence());
        }
    }

    private String of(int index) {
        return "Partition " + log + ": the record batch at byte " + index;
    }
}
