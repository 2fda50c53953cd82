package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.KafkaStorageException;

/**
 * Which offsets a batch of a slice covers, and where it ends, without its records.
 *
 * @param baseOffset its first offset
 * @param lastOffset its last offset
 * @param end the byte of the slice behind the batch
 * @param records how many it has: compaction leaves fewer than it covers offsets, maybe none
 * @param producerId who wrote it, or -1
 * @param transactional whether it belongs to a transaction
 * @param control whether it is a transaction's marker, which no consumer gets to see
 */
public record BatchSpan(
        long baseOffset,
        long lastOffset,
        int end,
        int records,
        long producerId,
        boolean transactional,
        boolean control) {
    private static final int CHUNK_BYTES = 1 << 12;

    /**
     * The whole batches of a slice, in order; one that is cut off at the end is left out. May block on the disk.
     *
     * @throws KafkaStorageException when the disk fails
     */
    public static List<BatchSpan> of(LogSlice slice) {
        List<BatchSpan> spans = new ArrayList<>();
        ByteBuffer chunk =
                ByteBuffer.allocate(Math.min(CHUNK_BYTES, slice.length())).limit(0);
        BatchHeader header = new BatchHeader();
        int chunkStart = 0;
        int at = 0;
        while (slice.length() - at >= BatchHeader.SIZE) {
            if (at + BatchHeader.SIZE > chunkStart + chunk.limit()) {
                fill(chunk, slice, at);
                chunkStart = at;
            }
            header.at(chunk, at - chunkStart);
            if (header.sizeInBytes() > slice.length() - at) {
                break;
            }
            at += (int) header.sizeInBytes();
            spans.add(new BatchSpan(
                    header.baseOffset(),
                    header.lastOffset(),
                    at,
                    header.recordCount(),
                    header.producerId(),
                    header.isTransactional(),
                    header.isControl()));
        }
        return spans;
    }

    private static void fill(ByteBuffer chunk, LogSlice slice, int from) {
        try {
            chunk.clear().limit(Math.min(chunk.capacity(), slice.length() - from));
            slice.readInto(from, chunk);
            chunk.flip();
        } catch (IOException failure) {
            throw new KafkaStorageException("cannot read the batches of a slice", failure);
        }
    }
}
