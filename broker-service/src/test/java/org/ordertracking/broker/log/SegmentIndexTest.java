package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentIndexTest {

    private static final long BASE = 5_000_000_000L;
    private static final Path DIRECTORY = Path.of("/log");

    private final FakeDisk disk = new FakeDisk();
    private final LogFiles files = disk.mount();
    private final IndexFiles indexFiles = new IndexFiles(files);

    private record Batch(long baseOffset, long lastOffset, int position, int size, long maxTimestamp) {}

    /** Batches of a made-up segment; timestamps go back and forth. */
    private static List<Batch> batches(int count, long seed) {
        Random random = new Random(seed);
        List<Batch> batches = new ArrayList<>();
        long offset = BASE;
        int position = 0;
        long time = 1_000;
        for (int i = 0; i < count; i++) {
            int records = 1 + random.nextInt(1_000);
            int size = 61 + random.nextInt(random.nextInt(10) == 0 ? 50_000 : 500);
            time += random.nextInt(20) - 5;
            batches.add(new Batch(offset, offset + records - 1, position, size, time));
            offset += records;
            position += size;
        }
        return batches;
    }

    private static MemoryIndex indexOf(List<Batch> batches) {
        MemoryIndex index = new MemoryIndex(BASE);
        batches.forEach(batch -> index.add(batch.baseOffset(), batch.position(), batch.maxTimestamp()));
        return index;
    }

    @Property(tries = 40)
    void memoryKnowsWhereTheLastBatchesBeginAndIsNeverWrongAboutOthers(
            @ForAll @IntRange(min = 1, max = 500) int count, @ForAll long seed) {
        List<Batch> batches = batches(count, seed);
        MemoryIndex index = new MemoryIndex(BASE);
        for (int i = 0; i < count; i++) {
            Batch added = batches.get(i);
            index.add(added.baseOffset(), added.position(), added.maxTimestamp());
            index.endsAt(added.lastOffset() + 1, added.position() + added.size());

            assertThat(index.knownPositionOf(added.lastOffset() + 1)).isEqualTo(added.position() + added.size());
            for (Batch earlier : batches.subList(Math.max(0, i - 30), i + 1)) {
                assertThat(index.knownPositionOf(earlier.baseOffset())).isEqualTo(earlier.position());
            }
        }
        for (Batch batch : batches) {
            assertThat(index.knownPositionOf(batch.baseOffset())).isIn(batch.position(), MemoryIndex.UNKNOWN);
            if (batch.lastOffset() > batch.baseOffset()) {
                assertThat(index.knownPositionOf(batch.lastOffset()))
                        .as("no batch begins there")
                        .isEqualTo(MemoryIndex.UNKNOWN);
            }
        }
    }

    private static int end(List<Batch> batches) {
        Batch last = batches.get(batches.size() - 1);
        return last.position() + last.size();
    }

    @Property(tries = 40)
    void everyIndexLeadsToTheBatchInAShortScan(@ForAll @IntRange(min = 1, max = 5_000) int count, @ForAll long seed)
            throws IOException {
        List<Batch> batches = batches(count, seed);
        MemoryIndex memory = indexOf(batches);
        files.createDirectories(DIRECTORY);
        Segment segment = new Segment(DIRECTORY, BASE, end(batches), null, new AbortedTransactions());
        indexFiles.write(segment, memory, end(batches));
        try (TableIndex table = indexFiles.open(segment, end(batches))) {
            for (SegmentIndex index : List.of(memory, table)) {
                assertThat(index.maxTimestamp()).isEqualTo(maxTimestamp(batches));
                for (int i = 0; i < batches.size(); i += 1 + batches.size() / 50) {
                    checkOffset(index, batches, batches.get(i));
                    checkTimestamp(index, batches, batches.get(i).maxTimestamp());
                }
                assertThat(index.positionOf(Long.MAX_VALUE)).isLessThan(end(batches));
                assertThat(index.positionBefore(Long.MIN_VALUE)).isZero();
            }
            for (int i = 0; i < memory.count(); i++) {
                int position = MemoryIndex.position(memory.place(i));
                assertThat(memory.positionOf(BASE + MemoryIndex.relativeOffset(memory.place(i))))
                        .isEqualTo(position);
            }
        }
    }

    private static void checkOffset(SegmentIndex index, List<Batch> batches, Batch wanted) throws IOException {
        for (long offset : new long[] {wanted.baseOffset(), wanted.lastOffset()}) {
            int position = index.positionOf(offset);
            assertThat(batches).anyMatch(batch -> batch.position() == position);
            assertThat(position).isLessThanOrEqualTo(wanted.position());
            assertThat(wanted.position() - position).isLessThan(SegmentIndex.INTERVAL + 51_000);
        }
    }

    private static void checkTimestamp(SegmentIndex index, List<Batch> batches, long timestamp) throws IOException {
        int position = index.positionBefore(timestamp);
        Batch first = batches.stream()
                .filter(batch -> batch.maxTimestamp() >= timestamp)
                .findFirst()
                .orElseThrow();
        assertThat(position).isLessThanOrEqualTo(first.position());
        assertThat(batches).anyMatch(batch -> batch.position() == position);
    }

    private static long maxTimestamp(List<Batch> batches) {
        return batches.stream().mapToLong(Batch::maxTimestamp).max().orElseThrow();
    }

    @Test
    void anIndexThatIsDamagedAtAnyByteIsNotUsed() throws IOException {
        List<Batch> batches = batches(300, 1);
        Segment segment = writeIndex(batches);
        for (String suffix : List.of(IndexFiles.OFFSET_SUFFIX, IndexFiles.TIME_SUFFIX)) {
            Path file = segment.sibling(suffix);
            byte[] good = disk.contents(file);
            for (int at = 0; at < good.length; at += 7) {
                byte[] bad = good.clone();
                bad[at] ^= 0x10;
                disk.replace(file, bad);
                assertThat(indexFiles.open(segment, end(batches))).isNull();
            }
            disk.replace(file, good);
        }
        assertThat(indexFiles.open(segment, end(batches))).isNotNull();
    }

    @Test
    void anIndexThatIsCutShortIsNotUsed() throws IOException {
        List<Batch> batches = batches(300, 1);
        Segment segment = writeIndex(batches);
        Path file = segment.sibling(IndexFiles.OFFSET_SUFFIX);
        byte[] good = disk.contents(file);
        for (int length = 0; length < good.length; length += 5) {
            disk.replace(file, Arrays.copyOf(good, length));
            assertThat(indexFiles.open(segment, end(batches))).isNull();
        }
    }

    @Test
    void anIndexOfAnotherLengthOfTheSegmentIsNotUsed() throws IOException {
        List<Batch> batches = batches(300, 1);
        Segment segment = writeIndex(batches);

        assertThat(indexFiles.open(segment, end(batches) + 1)).isNull();
    }

    @Test
    void anIndexOverALongerOneReplacesIt() throws IOException {
        writeIndex(batches(3_000, 1));
        List<Batch> fewer = batches(10, 2);
        Segment segment = writeIndex(fewer);

        try (TableIndex table = indexFiles.open(segment, end(fewer))) {
            assertThat(table.positionOf(Long.MAX_VALUE))
                    .isEqualTo(indexOf(fewer).positionOf(Long.MAX_VALUE));
        }
    }

    @Test
    void theIndexOfALargeSegmentTakesNoMoreMemoryAndIsDenseAtItsEnd() {
        MemoryIndex index = new MemoryIndex(BASE);
        int batchBytes = SegmentIndex.INTERVAL;
        int batches = (1 << 30) / batchBytes;
        for (int i = 0; i < batches; i++) {
            index.add(BASE + i, i * batchBytes, i);
        }

        assertThat(index.count()).isLessThanOrEqualTo(MemoryIndex.MOST_ENTRIES);
        for (int i = 0; i < batches; i += 97) {
            assertThat(i * batchBytes - index.positionOf(BASE + i)).isBetween(0, 2 << 20);
            assertThat(i * batchBytes - index.positionBefore(i)).isBetween(0, 2 << 20);
        }
        for (int i = batches - MemoryIndex.MOST_ENTRIES / 4; i < batches; i++) {
            assertThat(index.positionOf(BASE + i)).isEqualTo(i * batchBytes);
        }
    }

    @Test
    void whereABatchEndsIsKnownInMemory() {
        MemoryIndex index = new MemoryIndex(0);
        for (int i = 0; i < 100; i++) {
            index.add(i, 5_000 * i, i);
        }

        assertThat(index.boundaryAtOrBefore(25_000)).isEqualTo(25_000);
        assertThat(index.boundaryAtOrBefore(24_999)).isEqualTo(20_000);
        assertThat(index.boundaryAtOrBefore(3)).isZero();
    }

    private Segment writeIndex(List<Batch> batches) throws IOException {
        files.createDirectories(DIRECTORY);
        Segment segment = new Segment(DIRECTORY, BASE, end(batches), null, new AbortedTransactions());
        indexFiles.write(segment, indexOf(batches), end(batches));
        return segment;
    }
}
