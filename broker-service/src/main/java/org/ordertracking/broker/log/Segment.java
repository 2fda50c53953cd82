package org.ordertracking.broker.log;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One file of a log and what readers know of it: from which offset it runs, and how many of its bytes they may see.
 *
 * <pre>
 *   active (written to, index in memory) ── seal ──► sealed (synced, never changes, index on disk) ── delete ──► deleted
 * </pre>
 *
 * Offsets inside a segment differ from its base offset by no more than an int, its file is no larger than one.
 */
final class Segment {

    static final String LOG_SUFFIX = ".log";

    private final Path file;
    private final long baseOffset;
    private volatile int visibleBytes;
    /** Of the visible batches; for a sealed segment the index on disk knows. */
    private volatile long visibleMaxTimestamp = Long.MIN_VALUE;
    /** Null once the index lies on the disk. */
    private volatile MemoryIndex memoryIndex;

    private volatile boolean deleted;

    /** A segment with batches that readers may see; its index is in memory or, if {@code null}, on disk. */
    Segment(Path directory, long baseOffset, int visibleBytes, MemoryIndex index) {
        this.file = directory.resolve(fileName(baseOffset, LOG_SUFFIX));
        this.baseOffset = baseOffset;
        this.visibleBytes = visibleBytes;
        this.memoryIndex = index;
        if (index != null) {
            this.visibleMaxTimestamp = index.maxTimestamp();
        }
    }

    static String fileName(long offset, String suffix) {
        return String.format(Locale.ROOT, "%020d%s", offset, suffix);
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

    long visibleMaxTimestamp() {
        return visibleMaxTimestamp;
    }

    /** Lets readers see what was written up to a position. */
    void publish(int bytes) {
        visibleBytes = bytes;
        MemoryIndex index = memoryIndex;
        if (index != null) {
            visibleMaxTimestamp = index.maxTimestamp();
        }
    }

    MemoryIndex memoryIndex() {
        return memoryIndex;
    }

    /** The index lies on the disk from now on. */
    void dropMemoryIndex() {
        memoryIndex = null;
    }

    boolean isDeleted() {
        return deleted;
    }

    void markDeleted() {
        deleted = true;
    }
}
