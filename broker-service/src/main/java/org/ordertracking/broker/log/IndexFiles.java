package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.mapdb.DBException;
import org.mapdb.SortedTableMap;
import org.mapdb.serializer.GroupSerializer;

/**
 * The index files beside a segment: {@code <base offset>.offsetindex} and {@code <base offset>.timeindex}, each one of MapDB's tables with a
 * trailer behind it that tells how much of the segment it covers and guards it with a CRC:
 *
 * <pre>
 *   table | magic (8 bytes) | bytes of log covered (8) | largest timestamp (8) | CRC32C of all before (8)
 * </pre>
 *
 * An index can always be made again from its segment, so it is never synced: one that is missing, short, damaged or of another length of the
 * segment is simply not used.
 */
final class IndexFiles {

    static final String OFFSET_SUFFIX = ".offsetindex";
    static final String TIME_SUFFIX = ".timeindex";
    static final List<String> SUFFIXES = List.of(OFFSET_SUFFIX, TIME_SUFFIX);

    private static final long MAGIC = 0x6f74_6c6f_6769_6478L;
    private static final int TRAILER_BYTES = 4 * Long.BYTES;
    private static final int CHUNK_BYTES = 1 << 16;

    private final LogFiles files;

    IndexFiles(LogFiles files) {
        this.files = files;
    }

    /** Writes the index of the first {@code coveredBytes} of a segment, over what may be there. */
    void write(Segment segment, MemoryIndex index, int coveredBytes) throws IOException {
        try (FileVolume volume = create(segment.sibling(OFFSET_SUFFIX))) {
            writeOffsets(volume, index);
            writeTrailer(volume, coveredBytes, index.maxTimestamp());
        } catch (DBException e) {
            throw new IOException("cannot write the offset index of " + segment.file(), e);
        }
        try (FileVolume volume = create(segment.sibling(TIME_SUFFIX))) {
            writeTimes(volume, index);
            writeTrailer(volume, coveredBytes, index.maxTimestamp());
        } catch (DBException e) {
            throw new IOException("cannot write the time index of " + segment.file(), e);
        }
    }

    /** Opens the index of a segment, or returns {@code null} when there is none that covers exactly so many bytes. */
    TableIndex open(Segment segment, int coveredBytes) throws IOException {
        FileVolume offsets = openChecked(segment.sibling(OFFSET_SUFFIX), coveredBytes);
        if (offsets == null) {
            return null;
        }
        FileVolume times = null;
        try {
            times = openChecked(segment.sibling(TIME_SUFFIX), coveredBytes);
            if (times == null) {
                offsets.close();
                return null;
            }
            return new TableIndex(segment.baseOffset(), maxTimestamp(times), offsets, times);
        } catch (IOException | RuntimeException e) {
            offsets.close();
            if (times != null) {
                times.close();
            }
            throw e;
        }
    }

    private FileVolume create(Path file) throws IOException {
        FileVolume volume = new FileVolume(files.openForWriting(file), FileVolume.Syncing.NEVER);
        try {
            volume.truncateTo(0);
            return volume;
        } catch (IOException e) {
            volume.close();
            throw e;
        }
    }

    private static void writeOffsets(FileVolume volume, MemoryIndex index) {
        SortedTableMap.Sink<Integer, Integer> sink = sink(volume, TableIndex.OFFSETS);
        for (int i = 0; i < index.count(); i++) {
            sink.put(MemoryIndex.relativeOffset(index.place(i)), MemoryIndex.position(index.place(i)));
        }
        sink.create();
    }

    private static void writeTimes(FileVolume volume, MemoryIndex index) {
        SortedTableMap.Sink<Long, Integer> sink = sink(volume, TableIndex.TIMESTAMPS);
        for (int i = 0; i < index.count(); i++) {
            boolean lastOfItsTime = i + 1 == index.count() || index.timestampBefore(i + 1) > index.timestampBefore(i);
            if (lastOfItsTime) {
                sink.put(index.timestampBefore(i), MemoryIndex.position(index.place(i)));
            }
        }
        sink.create();
    }

    private static <K> SortedTableMap.Sink<K, Integer> sink(FileVolume volume, GroupSerializer<K> keys) {
        return SortedTableMap.create(volume, keys, TableIndex.POSITIONS)
                .pageSize(TableIndex.PAGE_BYTES)
                .createFromSink();
    }

    private static void writeTrailer(FileVolume volume, int coveredBytes, long maxTimestamp) throws IOException {
        long end = volume.size();
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES);
        trailer.putLong(MAGIC).putLong(coveredBytes).putLong(maxTimestamp);
        CRC32C crc = crcOf(volume, end);
        crc.update(trailer.duplicate().flip());
        trailer.putLong(crc.getValue()).flip();
        volume.writeAt(end, trailer);
    }

    private FileVolume openChecked(Path file, int coveredBytes) throws IOException {
        if (!files.exists(file)) {
            return null;
        }
        FileVolume volume = new FileVolume(files.openForReading(file), FileVolume.Syncing.NEVER);
        try {
            if (isValid(volume, coveredBytes)) {
                return volume;
            }
        } catch (IOException | RuntimeException e) {
            volume.close();
            throw e;
        }
        volume.close();
        return null;
    }

    private static boolean isValid(FileVolume volume, int coveredBytes) throws IOException {
        long end = volume.size() - TRAILER_BYTES;
        if (end < 0) {
            return false;
        }
        ByteBuffer trailer = trailer(volume);
        if (trailer.getLong() != MAGIC || trailer.getLong() != coveredBytes) {
            return false;
        }
        return crcOf(volume, end + TRAILER_BYTES - Long.BYTES).getValue()
                == trailer.getLong(TRAILER_BYTES - Long.BYTES);
    }

    private static long maxTimestamp(FileVolume volume) throws IOException {
        return trailer(volume).getLong(2 * Long.BYTES);
    }

    private static ByteBuffer trailer(FileVolume volume) throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES);
        volume.readAt(volume.size() - TRAILER_BYTES, trailer);
        return trailer.flip();
    }

    private static CRC32C crcOf(FileVolume volume, long end) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, end));
        for (long at = 0; at < end; at += chunk.capacity()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), end - at));
            volume.readAt(at, chunk);
            crc.update(chunk.flip());
        }
        return crc;
    }
}
