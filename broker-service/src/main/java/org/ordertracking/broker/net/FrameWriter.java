package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Writable;
import org.apache.kafka.common.record.BaseRecords;
import org.apache.kafka.common.utils.ByteUtils;
import org.ordertracking.broker.api.SlicedRecords;

/** The target that Kafka's generated message classes write to: pooled buffers with file regions between them. */
final class FrameWriter implements Writable {
    private static final int TAIL_BYTES = 256;

    /** Of one response: beyond it even small slices stay in their files, since the client may be slow to take them. */
    static final int MAX_COPIED_BYTES = 256 << 10;

    private final ByteBufAllocator allocator;
    private final int zeroCopyBytes;
    private final List<Object> parts = new ArrayList<>(1);
    private final Map<SlicedRecords, Boolean> takenOver = new IdentityHashMap<>(0);
    private ByteBuf buffer;
    private int copiedBytes;

    /**
     * @param zeroCopyBytes slice length from which it stays in its file; {@link Integer#MAX_VALUE} where none may
     */
    FrameWriter(ByteBufAllocator allocator, int initialBytes, int zeroCopyBytes) {
        this.allocator = allocator;
        this.zeroCopyBytes = zeroCopyBytes;
        this.buffer = allocator.ioBuffer(initialBytes);
    }

    List<Object> finish() {
        closeBuffer();
        return parts;
    }

    void discard() {
        buffer.release();
        ResponseEncoder.release(parts);
        parts.clear();
    }

    boolean tookOver(SlicedRecords records) {
        return takenOver.containsKey(records);
    }

    @Override
    public void writeRecords(BaseRecords records) {
        if (!(records instanceof SlicedRecords sliced)) {
            Writable.super.writeRecords(records);
        } else if (isCopied(sliced.sizeInBytes())) {
            copy(sliced);
        } else {
            ByteBuf tail = allocator.ioBuffer(TAIL_BYTES);
            closeBuffer();
            buffer = tail;
            parts.add(new SliceRegion(sliced.slice()));
            takenOver.put(sliced, Boolean.TRUE);
        }
    }

    private boolean isCopied(int bytes) {
        boolean regionsPossible = zeroCopyBytes != Integer.MAX_VALUE;
        return !regionsPossible || bytes < zeroCopyBytes && copiedBytes + bytes <= MAX_COPIED_BYTES;
    }

    private void copy(SlicedRecords sliced) {
        int length = sliced.sizeInBytes();
        copiedBytes += length;
        buffer.ensureWritable(length);
        try {
            sliced.slice().readInto(buffer.nioBuffer(buffer.writerIndex(), length));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read fetched records", failure);
        }
        buffer.writerIndex(buffer.writerIndex() + length);
    }

    private void closeBuffer() {
        if (buffer.isReadable()) {
            parts.add(buffer);
        } else {
            buffer.release();
        }
    }

    @Override
    public void writeByte(byte value) {
        buffer.writeByte(value);
    }

    @Override
    public void writeShort(short value) {
        buffer.writeShort(value);
    }

    @Override
    public void writeInt(int value) {
        buffer.writeInt(value);
    }

    @Override
    public void writeLong(long value) {
        buffer.writeLong(value);
    }

    @Override
    public void writeDouble(double value) {
        buffer.writeDouble(value);
    }

    @Override
    public void writeByteArray(byte[] bytes) {
        buffer.writeBytes(bytes);
    }

    @Override
    public void writeByteBuffer(ByteBuffer bytes) {
        buffer.writeBytes(bytes.duplicate());
    }

    @Override
    public void writeUnsignedVarint(int value) {
        int rest = value;
        while ((rest & 0xffffff80) != 0) {
            buffer.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer.writeByte(rest);
    }

    @Override
    public void writeVarint(int value) {
        writeUnsignedVarint((value << 1) ^ (value >> 31));
    }

    @Override
    public void writeVarlong(long value) {
        ByteBuffer encoded = ByteBuffer.allocate(10);
        ByteUtils.writeVarlong(value, encoded);
        buffer.writeBytes(encoded.flip());
    }
}
