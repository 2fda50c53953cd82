package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.RequestHeader;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;

/**
 * Writes a response as the parts of one frame. Small parts go into pooled buffers; slices of the log from a threshold
 * up stay where they are and become file regions, which the kernel copies to the socket.
 */
final class ResponseEncoder {
    private static final int LENGTH_BYTES = 4;

    private final ByteBufAllocator allocator;
    private final int zeroCopyBytes;
    private final BooleanSupplier shortOfMemory;

    /**
     * @param zeroCopyBytes slice length from which a file region pays; {@link Integer#MAX_VALUE} where the bytes have to
     *     pass through this process, as under TLS
     * @param shortOfMemory whether slices stay in their files where they can, although that pays for long ones only
     */
    ResponseEncoder(ByteBufAllocator allocator, int zeroCopyBytes, BooleanSupplier shortOfMemory) {
        this.allocator = allocator;
        this.zeroCopyBytes = zeroCopyBytes;
        this.shortOfMemory = shortOfMemory;
    }

    private int copiedBelow() {
        boolean regionsPossible = zeroCopyBytes != Integer.MAX_VALUE;
        return regionsPossible && shortOfMemory.getAsBoolean() ? 1 : zeroCopyBytes;
    }

    /**
     * @return buffers and file regions, in order; the caller owns them, the response's slices are taken over or closed
     * @throws RuntimeException if the response cannot be written; its slices are closed
     */
    List<Object> encode(RequestHeader request, ApiResponse.Message response) {
        FrameWriter writer = null;
        try {
            short headerVersion = request.apiKey().responseHeaderVersion(response.version());
            ResponseHeaderData header = new ResponseHeaderData().setCorrelationId(request.correlationId());
            ObjectSerializationCache cache = new ObjectSerializationCache();
            MessageSizeAccumulator size = new MessageSizeAccumulator();
            header.addSize(size, cache, headerVersion);
            response.body().addSize(size, cache, response.version());

            writer = new FrameWriter(allocator, LENGTH_BYTES + size.sizeExcludingZeroCopy(), copiedBelow());
            writer.writeInt(size.totalSize());
            header.write(writer, cache, headerVersion);
            response.body().write(writer, cache, response.version());
            closeCopied(response.records(), writer);
            return writer.finish();
        } catch (RuntimeException | OutOfMemoryError failure) {
            // Closing a slice twice is harmless, so those that the writer took over need no special care.
            if (writer != null) {
                writer.discard();
            }
            response.records().forEach(SlicedRecords::close);
            throw failure;
        }
    }

    private static void closeCopied(List<SlicedRecords> records, FrameWriter writer) {
        records.stream().filter(slice -> !writer.tookOver(slice)).forEach(SlicedRecords::close);
    }

    /** Releases parts that will not be written. */
    static void release(List<Object> parts) {
        parts.forEach(ReferenceCountUtil::release);
    }

    /** What the parts take while they wait to be written, see {@link ResponseMemory}. */
    static long memory(List<Object> parts) {
        long bytes = 0;
        for (Object part : parts) {
            bytes += part instanceof ByteBuf buffer ? buffer.readableBytes() : ResponseMemory.SLICE_BYTES;
        }
        return bytes;
    }

    static long length(List<Object> parts) {
        long length = 0;
        for (Object part : parts) {
            length += part instanceof ByteBuf buffer ? buffer.readableBytes() : ((SliceRegion) part).count();
        }
        return length;
    }
}
