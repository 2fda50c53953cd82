package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicIdPartition;
import org.jboss.logging.Logger;

/**
 * Brings a log back from its directory.
 *
 * <p>Sealed segments were synced before their successor was begun, so they are trusted. The last one is trusted up to its newest
 * {@link RecoveryPoint}, which covers all of it after a clean shutdown; what lies behind is scanned, every CRC checked, and cut off where it
 * is torn. Without a point all of the segment is scanned, and producers come from the newest snapshot and the headers of the batches behind
 * it.
 *
 * <p>Segments that lie before the log's start offset as a whole were being deleted when the broker stopped, and are deleted now.
 */
final class LogRecovery {

    private static final Logger LOG = Logger.getLogger(LogRecovery.class);

    private final TopicIdPartition id;
    private final Path directory;
    private final LogEnvironment environment;
    private final LogFiles files;
    private final ProducerSnapshots snapshots;
    private final AbortedFiles abortedFiles;
    private final CheckpointFile checkpoint;
    private final RecoveryPoints points;
    private final long now;

    LogRecovery(TopicIdPartition id, Path directory, LogEnvironment environment) {
        this.id = id;
        this.directory = directory;
        this.environment = environment;
        this.files = environment.files();
        this.snapshots = new ProducerSnapshots(id, directory, files);
        this.abortedFiles = new AbortedFiles(files);
        this.checkpoint = new CheckpointFile(directory, files);
        this.points = new RecoveryPoints(id, directory, files);
        this.now = environment.clock().millis();
    }

    /** @param cleanEnd how the log ended when it was closed in order, or {@code null} when it was not */
    RecoveredLog recover(CleanShutdown.End cleanEnd) throws IOException {
        files.createDirectories(directory);
        if (cleanEnd == null) {
            // What a killed process has named is perhaps not on the disk yet. Files are deleted now because a
            // checkpoint or a swap has that
            // name, and appends will build on segments that have theirs.
            files.syncDirectory(directory);
        }
        SegmentSwap.recover(directory, files);
        List<Path> contents = files.list(directory);
        deleteUnfinished(contents);
        long start = checkpoint.read().startOffset();
        List<Long> bases = new ArrayList<>(Segment.offsetsOf(contents, Segment.LOG_SUFFIX));
        bases.sort(null);
        deleteBefore(start, bases);
        deleteWithoutSegment(contents, bases);
        if (bases.isEmpty()) {
            return create(start);
        }
        deletePointsOfOthers(contents, bases.get(bases.size() - 1));
        RecoveredLog recovered = recover(cleanEnd, bases, Math.max(start, bases.get(0)));
        if (recovered.endOffset() >= recovered.startOffset()) {
            return recovered;
        }
        // Damage, since the log was synced before its start moved. All that was before the start is deleted anyway.
        recovered.volume().close();
        for (Segment segment : recovered.segments()) {
            segment.deleteFiles(files);
        }
        return create(start);
    }

    private RecoveredLog recover(CleanShutdown.End cleanEnd, List<Long> bases, long start) throws IOException {
        List<Segment> segments = sealed(bases.subList(0, bases.size() - 1));
        long activeBase = bases.get(bases.size() - 1);
        FileVolume volume = new FileVolume(files.openForWriting(Segment.fileIn(directory, activeBase)));
        try {
            RecoveryPoints.Restored known = newestPoint(cleanEnd, activeBase, volume.size());
            return scan(known == null ? fromTheBeginning(activeBase, segments) : known, segments, volume, start);
        } catch (IOException | RuntimeException e) {
            volume.close();
            throw e;
        }
    }

    private void deleteUnfinished(List<Path> contents) throws IOException {
        for (Path path : contents) {
            if (path.getFileName().toString().endsWith(ProducerSnapshots.UNFINISHED_SUFFIX)) {
                files.delete(path);
            }
        }
    }

    private void deleteBefore(long start, List<Long> bases) throws IOException {
        while (bases.size() > 1 && bases.get(1) <= start) {
            new Segment(directory, bases.remove(0)).deleteFiles(files);
        }
    }

    private void deleteWithoutSegment(List<Path> contents, List<Long> bases) throws IOException {
        Set<Long> segments = new HashSet<>(bases);
        for (String suffix : Segment.SIBLING_SUFFIXES) {
            for (long offset : Segment.offsetsOf(contents, suffix)) {
                if (!segments.contains(offset)) {
                    files.delete(directory.resolve(Segment.fileName(offset, suffix)));
                }
            }
        }
    }

    private RecoveredLog create(long start) throws IOException {
        Segment first = new Segment(directory, start);
        FileVolume volume = new FileVolume(files.openForWriting(first.file()));
        try {
            files.syncDirectory(directory);
        } catch (IOException e) {
            volume.close();
            throw e;
        }
        return new RecoveredLog(List.of(first), volume, start, start, noProducers(), now, points, false);
    }

    private ProducerStates noProducers() {
        return new ProducerStates(id, environment.guard());
    }

    private List<Segment> sealed(List<Long> bases) throws IOException {
        List<Segment> segments = new ArrayList<>(bases.size());
        try {
            for (long base : bases) {
                segments.add(sealed(base, abortedFiles.read(directory, base)));
            }
            return segments;
        } catch (AbortedFiles.DamagedException damaged) {
            LOG.warnf("Partition %s: %s, looking through the log from its beginning", id, damaged.getMessage());
        }
        segments.clear();
        for (long base : bases) {
            segments.add(sealed(base, new AbortedTransactions()));
        }
        ProducerStates producers = noProducers();
        for (Segment segment : segments) {
            replay(segment, segment.baseOffset(), producers, segment.aborted());
            abortedFiles.write(segment);
        }
        return segments;
    }

    private Segment sealed(long base, AbortedTransactions aborted) throws IOException {
        long size = files.size(Segment.fileIn(directory, base));
        if (size > Integer.MAX_VALUE) {
            throw new IOException(
                    Segment.fileIn(directory, base) + " has " + size + " bytes, more than a segment may have");
        }
        return new Segment(directory, base, (int) size, null, aborted);
    }

    /** Segments that are sealed meanwhile need none any more. */
    private void deletePointsOfOthers(List<Path> contents, long activeBase) throws IOException {
        for (long base : Segment.offsetsOf(contents, RecoveryPoints.SUFFIX)) {
            if (base != activeBase) {
                files.delete(directory.resolve(Segment.fileName(base, RecoveryPoints.SUFFIX)));
            }
        }
    }

    /** What is known without a scan, or {@code null}: nothing, also when somebody has changed the log since it was closed in order. */
    private RecoveryPoints.Restored newestPoint(CleanShutdown.End cleanEnd, long activeBase, long activeBytes)
            throws IOException {
        if (cleanEnd != null && (cleanEnd.activeBase() != activeBase || cleanEnd.activeBytes() != activeBytes)) {
            points.discard(activeBase);
            return null;
        }
        return points.restore(activeBase, activeBytes, noProducers());
    }

    private RecoveryPoints.Restored fromTheBeginning(long activeBase, List<Segment> sealed) throws IOException {
        ProducerStates producers = noProducers();
        long replayFrom = snapshots.restore(activeBase, producers);
        replayProducers(sealed, replayFrom, activeBase, producers);
        return new RecoveryPoints.Restored(
                0, activeBase, now, new MemoryIndex(activeBase), new AbortedTransactions(), producers);
    }

    private RecoveredLog scan(RecoveryPoints.Restored known, List<Segment> sealed, FileVolume volume, long start)
            throws IOException {
        long size = volume.size();
        BatchScanner batches =
                new BatchScanner(volume, known.bytes(), Math.min(size, Integer.MAX_VALUE), BatchScanner.WIDE);
        long endOffset = known.endOffset();
        int end = known.bytes();
        // Offsets run on without gaps: compaction touches sealed segments only.
        while (batches.next() && batches.header().baseOffset() == endOffset && batches.crcMatches()) {
            BatchHeader header = batches.header();
            known.index().add(header.baseOffset(), (int) batches.position(), header.maxTimestamp());
            note(known.producers(), batches, volume, known.aborted());
            endOffset = header.lastOffset() + 1;
            end = (int) batches.end();
        }
        environment.counters().scanned(size - known.bytes());
        boolean allKnown = size == known.bytes();
        if (!allKnown) {
            cutOff(volume, end, size, endOffset);
        }
        snapshots.deleteBeyond(endOffset);
        List<Segment> segments = new ArrayList<>(sealed);
        segments.add(new Segment(directory, known.index().baseOffset(), end, known.index(), known.aborted()));
        return new RecoveredLog(
                segments, volume, start, endOffset, known.producers(), known.firstAppendMillis(), points, allKnown);
    }

    private void replayProducers(List<Segment> sealed, long fromOffset, long toOffset, ProducerStates producers)
            throws IOException {
        for (int i = 0; i < sealed.size(); i++) {
            long end = i + 1 < sealed.size() ? sealed.get(i + 1).baseOffset() : toOffset;
            if (end <= fromOffset) {
                continue;
            }
            // What was aborted is known already.
            replay(sealed.get(i), fromOffset, producers, new AbortedTransactions());
        }
    }

    private void replay(Segment segment, long fromOffset, ProducerStates producers, AbortedTransactions aborted)
            throws IOException {
        try (FileVolume volume = new FileVolume(files.openForReading(segment.file()))) {
            BatchScanner batches = new BatchScanner(volume, 0, segment.visibleBytes(), BatchScanner.WIDE);
            while (batches.next()) {
                if (batches.header().baseOffset() >= fromOffset) {
                    note(producers, batches, volume, aborted);
                }
            }
        }
    }

    private void note(ProducerStates producers, BatchScanner batches, FileVolume volume, AbortedTransactions aborted)
            throws IOException {
        AbortedTransaction ended = producers.appended(batches.header(), EndMarker.of(batches, volume), now);
        if (ended != null) {
            aborted.add(ended);
        }
    }

    private void cutOff(FileVolume volume, int end, long size, long endOffset) throws IOException {
        if (end < size) {
            LOG.warnf(
                    "Partition %s was not closed cleanly: cut off %d bytes behind offset %d that hold no whole batch (%d of %d bytes kept in %s)",
                    id, size - end, endOffset, end, size, directory);
            volume.truncateTo(end);
            environment.counters().truncated(size - end);
        }
        // What a killed process wrote is perhaps not on the disk yet, but readers will now build on it.
        volume.force();
    }
}
