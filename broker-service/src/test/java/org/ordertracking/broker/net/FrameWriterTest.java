package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Writable;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;

/** Whatever is written, the bytes are those of Kafka's own writer. */
class FrameWriterTest {

    @Property(tries = 200)
    void numbersAreWrittenAsKafkaWritesThem(@ForAll int number, @ForAll long large, @ForAll double fraction) {
        assertSameBytes(writer -> {
            writer.writeByte((byte) number);
            writer.writeShort((short) number);
            writer.writeInt(number);
            writer.writeLong(large);
            writer.writeDouble(fraction);
        });
    }

    @Property(tries = 200)
    void variableLengthNumbersAreWrittenAsKafkaWritesThem(@ForAll int number, @ForAll long large) {
        assertSameBytes(writer -> {
            writer.writeUnsignedVarint(number);
            writer.writeVarint(number);
            writer.writeVarlong(large);
        });
    }

    @Test
    void variableLengthNumbersAreRightWhereTheirLengthChanges() {
        assertSameBytes(writer -> {
            for (int bits = 0; bits < Long.SIZE; bits++) {
                for (int near = -1; near <= 1; near++) {
                    writer.writeUnsignedVarint((1 << bits) + near);
                    writer.writeVarint((1 << bits) + near);
                    writer.writeVarint(-(1 << bits) + near);
                    writer.writeVarlong((1L << bits) + near);
                    writer.writeVarlong(-(1L << bits) + near);
                }
            }
        });
    }

    @Property(tries = 200)
    void bytesAreWrittenAsKafkaWritesThem(@ForAll byte[] bytes) {
        assertSameBytes(writer -> {
            writer.writeByteArray(bytes);
            writer.writeByteBuffer(ByteBuffer.wrap(bytes));
        });
    }

    @Test
    void aWrittenBufferKeepsItsPosition() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
        FrameWriter writer = new FrameWriter(UnpooledByteBufAllocator.DEFAULT, 0, 0);

        writer.writeByteBuffer(bytes);

        assertThat(bytes.position()).isZero();
        writer.discard();
    }

    @Test
    void recordsInMemoryAreWrittenAsKafkaWritesThem() {
        assertSameBytes(writer -> writer.writeRecords(
                MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(1, "a record".getBytes()))));
    }

    @Test
    void whatIsDiscardedIsReleased() {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        FrameWriter writer = new FrameWriter(allocator, 16, 0);
        writer.writeLong(1);

        writer.discard();

        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
    }

    private static void assertSameBytes(Consumer<Writable> writing) {
        ByteBuffer expected = ByteBuffer.allocate(10_000);
        writing.accept(new ByteBufferAccessor(expected));
        FrameWriter writer = new FrameWriter(UnpooledByteBufAllocator.DEFAULT, 0, Integer.MAX_VALUE);
        writing.accept(writer);

        ByteBuf written = Unpooled.wrappedBuffer(writer.finish().toArray(ByteBuf[]::new));
        assertThat(written.nioBuffer()).isEqualTo(expected.flip());
        written.release();
    }
}
