package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {
    private static final int LIMIT = 100;
    private static final List<byte[]> FRAMES = List.of(bytes(3), bytes(0), bytes(7));

    private final FrameAssembler assembler = new FrameAssembler(UnpooledByteBufAllocator.DEFAULT, LIMIT);

    @Test
    void framesComeOutWholeWhereverTheStreamIsCutInTwo() {
        byte[] stream = stream(FRAMES);
        for (int cut = 0; cut <= stream.length; cut++) {
            assertThat(assemble(stream, cut)).as("cut at %d", cut).containsExactlyElementsOf(FRAMES);
        }
    }

    @Test
    void framesComeOutWholeWhenEveryByteComesAlone() {
        byte[] stream = stream(FRAMES);

        assertThat(assemble(stream, IntStream.range(0, stream.length).toArray()))
                .containsExactlyElementsOf(FRAMES);
    }

    @Property(tries = 300)
    void framesComeOutWholeHoweverTheStreamIsCut(
            @ForAll @Size(max = 8) List<@IntRange(max = LIMIT) Integer> sizes,
            @ForAll @Size(max = 20) List<@IntRange(max = 900) Integer> cuts) {
        List<byte[]> frames = sizes.stream().map(FrameAssemblerTest::bytes).toList();
        byte[] stream = stream(frames);
        int[] places = cuts.stream()
                .mapToInt(cut -> Math.min(cut, stream.length))
                .sorted()
                .toArray();

        assertThat(assemble(stream, places)).containsExactlyElementsOf(frames);
    }

    @Test
    void aFrameOfTheLargestSizeIsRead() {
        assertThat(assemble(stream(List.of(bytes(LIMIT))))).hasSize(1);
    }

    @Test
    void aFrameOverTheLimitIsRefusedByItsLengthAloneAndTheSettingIsNamed() {
        assertThatThrownBy(() -> assembler.read(length(LIMIT + 1)))
                .isInstanceOf(FrameRefusedException.class)
                .hasMessageContaining("101 bytes")
                .hasMessageContaining("broker.listener.max-request-bytes=100");
    }

    @Test
    void aNegativeLengthIsRefused() {
        assertThatThrownBy(() -> assembler.read(length(-1)))
                .isInstanceOf(FrameRefusedException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() ->
                        new FrameAssembler(UnpooledByteBufAllocator.DEFAULT, LIMIT).read(length(Integer.MIN_VALUE)))
                .isInstanceOf(FrameRefusedException.class);
    }

    @Test
    void nothingIsAllocatedForAnAnnouncedFrameBeforeItIsAllowed() {
        ByteBuf input = Unpooled.wrappedBuffer(stream(List.of(bytes(3))));

        assertThat(assembler.read(input)).isNull();
        assertThat(assembler.wantsMemory()).isTrue();
        assertThat(assembler.frameBytes()).isEqualTo(3);
        assertThat(assembler.holdsMemory()).isFalse();
        assertThat(assembler.read(input)).as("still not allowed").isNull();
        assertThat(input.readableBytes()).isEqualTo(3);

        assembler.allocate();
        assertThat(assembler.holdsMemory()).isTrue();
        assertThat(assembler.read(input)).isEqualTo(Unpooled.wrappedBuffer(bytes(3)));
        assertThat(assembler.holdsMemory()).isFalse();
    }

    @Test
    void aReadEndsWithItsFrame() {
        ByteBuf input = Unpooled.wrappedBuffer(stream(FRAMES));
        assembler.read(input);
        assembler.allocate();

        assembler.read(input);

        assertThat(input.readableBytes()).isEqualTo(4 + 4 + 7);
    }

    @Test
    void largeFramesTakeTheirMemoryFromThePoolAndGiveItBack() {
        UnpooledByteBufAllocator pool = new UnpooledByteBufAllocator(true);
        FrameAssembler large = new FrameAssembler(pool, 2 * FrameAssembler.POOLED_BYTES);
        byte[] frame = bytes(FrameAssembler.POOLED_BYTES);

        assertThat(assemble(large, stream(List.of(frame, frame)), 5_000)).containsExactly(frame, frame);

        assertThat(pool.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aFrameThatIsNotFinishedGivesItsMemoryBackWhenItIsDiscarded() {
        UnpooledByteBufAllocator pool = new UnpooledByteBufAllocator(true);
        FrameAssembler large = new FrameAssembler(pool, FrameAssembler.POOLED_BYTES);
        large.read(length(FrameAssembler.POOLED_BYTES));
        large.allocate();
        assertThat(pool.metric().usedDirectMemory()).isEqualTo(FrameAssembler.POOLED_BYTES);

        large.discard();

        assertThat(pool.metric().usedDirectMemory()).isZero();
    }

    private static List<byte[]> assemble(byte[] stream, int... cuts) {
        return assemble(new FrameAssembler(UnpooledByteBufAllocator.DEFAULT, LIMIT), stream, cuts);
    }

    private static List<byte[]> assemble(FrameAssembler assembler, byte[] stream, int... cuts) {
        List<byte[]> frames = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : stream.length;
            ByteBuf chunk = Unpooled.wrappedBuffer(stream, from, to - from);
            do {
                ByteBuf frame = assembler.read(chunk);
                if (assembler.wantsMemory()) {
                    assembler.allocate();
                    frame = assembler.read(chunk);
                }
                if (frame != null) {
                    frames.add(ByteBufUtil.getBytes(frame));
                    frame.release();
                }
            } while (chunk.isReadable());
            from = to;
        }
        return frames;
    }

    private static ByteBuf length(int announced) {
        return Unpooled.buffer().writeInt(announced);
    }

    private static byte[] stream(List<byte[]> frames) {
        ByteBuf stream = Unpooled.buffer();
        frames.forEach(frame -> stream.writeInt(frame.length).writeBytes(frame));
        return Arrays.copyOf(stream.array(), stream.readableBytes());
    }

    /** So many bytes that no other place of the stream has. */
    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (size * 31 + i + 1);
        }
        return bytes;
    }
}
