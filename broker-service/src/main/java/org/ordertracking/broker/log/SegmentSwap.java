package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts one rewritten segment in the place of a run of sealed ones. Whatever ends the broker in the middle, the next start finds the old ones
 * or the new one, never a mixture.
 *
 * <pre>
 *   &lt;base&gt;.cleaned        being written; worth nothing
 *        │ commit: renamed, directory synced (from here on there is no way back)
 *        ▼
 *   &lt;base&gt;-&lt;end&gt;.swap    readers see it; stands for all segments from base up to end, which go
 *        │ finish: the others deleted, directory synced, renamed, directory synced
 *        ▼
 *   &lt;base&gt;.log
 * </pre>
 *
 * Its {@link AbortedFiles} file lies beside it as {@code <base>-<end>.aborted} until the end, even when there is nothing in it: so a start
 * knows whether it has got its place already.
 */
final class SegmentSwap {

    static final String CLEANED_SUFFIX = ".cleaned";
    static final String SWAP_SUFFIX = ".swap";

    private static final Pattern NAME = Pattern.compile("(0[0-9]{19})-(0[0-9]{19})(\\.[a-z]+)");

    private final Path directory;
    private final List<Segment> replaced;
    private final long base;
    private final long end;
    private final LogEnvironment environment;
    private final LogFiles files;
    private final AbortedFiles abortedFiles;
    private Segment segment;

    /**
     * @param replaced a run of sealed segments
     * @param end the base offset of the segment behind them
     */
    SegmentSwap(Path directory, List<Segment> replaced, long end, LogEnvironment environment) {
        this.directory = directory;
        this.replaced = replaced;
        this.base = replaced.get(0).baseOffset();
        this.end = end;
        this.environment = environment;
        this.files = environment.files();
        this.abortedFiles = new AbortedFiles(files);
    }

    /** Makes the file to write to. */
    FileVolume create() throws IOException {
        FileVolume volume = new FileVolume(files.openForWriting(cleanedFile()));
        try {
            volume.truncateTo(0);
            return volume;
        } catch (IOException e) {
            volume.close();
            throw e;
        }
    }

    /**
     * Says what has been written, and synced.
     *
     * @param lastAppendMillis when the newest of the segments that it replaces was last appended to
     */
    void complete(int size, MemoryIndex index, AbortedTransactions aborted, long lastAppendMillis) throws IOException {
        abortedFiles.write(abortedFile(), aborted);
        files.setLastModified(cleanedFile(), lastAppendMillis);
        segment = new Segment(directory, base, size, index, aborted);
        segment.learnLastAppend(lastAppendMillis);
    }

    /**
     * Makes the new segment the one that readers see, and the next start finds. Only the log's thread calls it.
     *
     * @return {@code false} when the segments have been deleted meanwhile; then nothing has happened
     * @throws org.apache.kafka.common.errors.KafkaStorageException when the disk refuses: nothing has happened, or the log is FAILED
     */
    boolean commit(LogView view, LogWriter writer) {
        writer.health().requireWritable();
        if (!view.holds(replaced)) {
            return false;
        }
        Path swap = directory.resolve(name(SWAP_SUFFIX));
        try {
            files.move(cleanedFile(), swap);
        } catch (IOException e) {
            throw writer.health().refused("segments cannot be replaced by their compaction", e);
        }
        try {
            files.syncDirectory(directory);
        } catch (IOException e) {
            throw writer.health().fail("the disk did not sync " + directory, e);
        }
        segment.isAt(swap);
        view.replace(replaced, segment);
        for (Segment old : replaced) {
            old.markDeleted();
            environment.reader().forget(old);
        }
        return true;
    }

    /** Clears away what is left of the old segments; may be called again after it has failed. */
    void finish() throws IOException {
        finish(
                directory,
                files,
                base,
                replaced.stream().map(Segment::baseOffset).toList(),
                abortedFile());
        if (segment.moveTo(files, Segment.fileIn(directory, base))) {
            files.syncDirectory(directory);
            segment.storeIndex(environment.indexFiles());
        } else {
            // Deleted already, and the old one must not come back.
            files.delete(Segment.fileIn(directory, base));
        }
    }

    /** Forgets it all before it is committed. */
    void discard() throws IOException {
        files.delete(cleanedFile());
        files.delete(abortedFile());
    }

    /** Finishes what was committed, and deletes what was not, after a crash. */
    static void recover(Path directory, LogFiles files) throws IOException {
        List<Path> contents = files.list(directory);
        for (Path file : contents) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches() && name.group(3).equals(SWAP_SUFFIX)) {
                long base = Long.parseLong(name.group(1));
                long end = Long.parseLong(name.group(2));
                List<Long> replaced = Segment.offsetsOf(contents, Segment.LOG_SUFFIX).stream()
                        .filter(offset -> offset >= base && offset < end)
                        .toList();
                Path aborted = directory.resolve(name(base, end, AbortedFiles.SUFFIX));
                finish(directory, files, base, replaced, aborted);
                files.move(file, Segment.fileIn(directory, base));
                files.syncDirectory(directory);
            }
        }
        for (Path file : files.list(directory)) {
            String name = file.getFileName().toString();
            if (name.endsWith(CLEANED_SUFFIX) || NAME.matcher(name).matches()) {
                files.delete(file);
            }
        }
    }

    /** All but the last renaming: nothing may be left of the old segments then that would be taken for a part of the new one. */
    private static void finish(Path directory, LogFiles files, long base, List<Long> replaced, Path aborted)
            throws IOException {
        for (long old : replaced) {
            for (String suffix : IndexFiles.SUFFIXES) {
                files.delete(directory.resolve(Segment.fileName(old, suffix)));
            }
            if (old != base) {
                files.delete(directory.resolve(Segment.fileName(old, AbortedFiles.SUFFIX)));
                files.delete(Segment.fileIn(directory, old));
            }
        }
        if (files.exists(aborted)) {
            files.move(aborted, directory.resolve(Segment.fileName(base, AbortedFiles.SUFFIX)));
        }
        files.syncDirectory(directory);
    }

    private Path cleanedFile() {
        return directory.resolve(Segment.fileName(base, CLEANED_SUFFIX));
    }

    private Path abortedFile() {
        return directory.resolve(name(AbortedFiles.SUFFIX));
    }

    private String name(String suffix) {
        return name(base, end, suffix);
    }

    private static String name(long base, long end, String suffix) {
        return Segment.fileName(base, "-") + Segment.fileName(end, suffix);
    }
}
