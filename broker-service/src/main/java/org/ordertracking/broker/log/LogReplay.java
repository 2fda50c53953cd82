package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;

/** Reads a whole log once, from its first batch to its high watermark, for those who keep their state in it. */
public final class LogReplay {
    private static final int CHUNK_BYTES = 1 << 20;

    private LogReplay() {}

    /**
     * Hands every batch on, in order. Blocks on the disk; a batch is valid only during its call.
     *
     * @throws KafkaStorageException when the disk fails
     */
    public static void forEach(PartitionLog log, Consumer<MutableRecordBatch> batches) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long offset = log.logStartOffset();
        while (offset < log.highWatermark()) {
            try (LogSlice slice = log.read(offset, CHUNK_BYTES, true)) {
                if (slice.length() == 0) {
                    throw new KafkaStorageException(log + " has no batch at or behind offset " + offset
                            + ", before its end at " + log.highWatermark());
                }
                if (slice.length() > chunk.capacity()) {
                    chunk = ByteBuffer.allocate(slice.length());
                }
                chunk.clear().limit(slice.length());
                slice.readInto(chunk);
                chunk.flip();
            } catch (IOException failure) {
                throw new KafkaStorageException("Cannot read " + log, failure);
            }
            for (MutableRecordBatch batch : MemoryRecords.readableRecords(chunk).batches()) {
                if (batch.lastOffset() >= offset) {
                    batches.accept(batch);
                    offset = batch.nextOffset();
                }
            }
        }
    }
}
