package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a log and what readers know of it: from which offset it runs, and how many of its bytes they may see.
 *
 * <pre>
 *   active (written to, index in memory) ── seal ──► sealed (synced, never changes, index on disk) ── delete ──► deleted
 *                                                      ▲                                          (or replaced by its compaction)
 *   written by compaction ── {@link SegmentSwap} ──────┘
 * </pre>
 *
 * Offsets inside a segment differ from its base offset by no more than an int, its file is no larger than one.
 */
final class Segment {

    static final String LOG_SUFFIX = ".log";

    /** Of the files that are made from a segment and go with it. */
    static final List<String> SIBLING_SUFFIXES =
            List.of(IndexFiles.OFFSET_SUFFIX, IndexFiles.TIME_SUFFIX, AbortedFiles.SUFFIX, RecoveryPoints.SUFFIX);

    /** No timestamp of any batch. */
    static final long UNKNOWN = Long.MIN_VALUE + 1;

    /** Twenty digits, as in Kafka; the first is 0 in every long. */
    private static final Pattern NAME = Pattern.compile("(0[0-9]{19})(\\.[a-z]+)");

    /** Changes when a compacted segment gets its place. */
    private volatile Path file;

    private final long baseOffset;
    private volatile int visibleBytes;
    /** Of the visible batches; {@link #UNKNOWN} for a sealed segment until somebody asks the index on disk. */
    private volatile long maxTimestamp;
    /** Of a sealed segment; {@link #UNKNOWN} until somebody asks the disk. */
    private volatile long lastAppendMillis = UNKNOWN;
    /** Null once the index lies on the disk. */
    private volatile MemoryIndex memoryIndex;

    private final AbortedTransactions aborted;

    /** Changed under this segment's lock, under which the file is opened, too. */
    private volatile boolean deleted;

    /** A new segment, empty. */
    Segment(Path directory, long baseOffset) {
        this(directory, baseOffset, 0, new MemoryIndex(baseOffset), new AbortedTransactions());
    }

    /** A segment with batches that readers may see; its index is in memory or, if {@code null}, on disk. */
    Segment(Path directory, long baseOffset, int visibleBytes, MemoryIndex index, AbortedTransactions aborted) {
        this.aborted = aborted;
        this.file = fileIn(directory, baseOffset);
        this.baseOffset = baseOffset;
        this.visibleBytes = visibleBytes;
        this.memoryIndex = index;
        this.maxTimestamp = index == null ? UNKNOWN : index.maxTimestamp();
    }

    static String fileName(long offset, String suffix) {
        return String.format(Locale.ROOT, "%020d%s", offset, suffix);
    }

    /** The file of the segment that begins at an offset. */
    static Path fileIn(Path directory, long baseOffset) {
        return directory.resolve(fileName(baseOffset, LOG_SUFFIX));
    }

    /** The offsets in the names of those files that have a suffix; files named otherwise are nobody's business here. */
    static List<Long> offsetsOf(List<Path> directory, String suffix) {
        List<Long> offsets = new ArrayList<>();
        for (Path file : directory) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches() && name.group(2).equals(suffix)) {
                offsets.add(Long.parseLong(name.group(1)));
            }
        }
        return offsets;
    }

    Path file() {
        return file;
    }

    Path sibling(String suffix) {
        return file.resolveSibling(fileName(baseOffset, suffix));
    }

    long baseOffset() {
        return baseOffset;
    }

    int visibleBytes() {
        return visibleBytes;
    }

    /** The largest timestamp of the visible batches, {@link Long#MIN_VALUE} without any, or {@link #UNKNOWN}. */
    long maxTimestamp() {
        return maxTimestamp;
    }

    void learnMaxTimestamp(long timestamp) {
        maxTimestamp = timestamp;
    }

    /** When the file was last appended to, in milliseconds, or {@link #UNKNOWN}. */
    long lastAppendMillis() {
        return lastAppendMillis;
    }

    void learnLastAppend(long millis) {
        lastAppendMillis = millis;
    }

    /** Lets readers see what was written up to a position. */
    void publish(int bytes) {
        visibleBytes = bytes;
        MemoryIndex index = memoryIndex;
        if (index != null) {
            maxTimestamp = index.maxTimestamp();
        }
    }

    /** The aborted transactions whose markers are in this segment, perhaps some more than readers see. */
    AbortedTransactions aborted() {
        return aborted;
    }

    MemoryIndex memoryIndex() {
        return memoryIndex;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Nobody opens the file for this segment any more: its name may stand for another one soon. Who has it open keeps it. */
    synchronized void markDeleted() {
        deleted = true;
    }

    /**
     * Opens the file for reading.
     *
     * @throws NoSuchFileException when the segment is deleted, whatever has its name now
     */
    FileChannel open(LogFiles files) throws IOException {
        return whileThere(() -> files.openForReading(file));
    }

    /** Something that is done to files of this segment. */
    @FunctionalInterface
    interface Access<T> {
        T to() throws IOException;
    }

    /**
     * Does something with files that bear the segment's name, which nobody may do for a segment that is deleted.
     *
     * @throws NoSuchFileException when the segment is deleted
     */
    synchronized <T> T whileThere(Access<T> access) throws IOException {
        if (deleted) {
            throw new NoSuchFileException(file.toString());
        }
        return access.to();
    }

    /** Brings the index to the disk, if it is only in memory. */
    synchronized void storeIndex(IndexFiles indexFiles) throws IOException {
        MemoryIndex index = memoryIndex;
        if (!deleted && index != null && visibleBytes > 0) {
            indexFiles.write(this, index, visibleBytes);
            memoryIndex = null;
        }
    }

    /** Says where the file is, before anybody reads it. */
    void isAt(Path place) {
        file = place;
    }

    /** Renames the file; {@code false} when it is deleted. */
    synchronized boolean moveTo(LogFiles files, Path place) throws IOException {
        if (deleted) {
            return false;
        }
        files.move(file, place);
        file = place;
        return true;
    }

    /** Deletes the file and what lies beside it; the segment itself last, so that the next start finds what is left to do. */
    synchronized void deleteFiles(LogFiles files) throws IOException {
        for (String suffix : SIBLING_SUFFIXES) {
            files.delete(sibling(suffix));
        }
        files.delete(file);
    }
}
