package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicIdPartition;
import org.jboss.logging.Logger;

/**
 * Brings a log back from its directory. Sealed segments were synced before their successor was begun, so they are trusted; the last one is
 * scanned and cut off where it is torn.
 */
final class LogRecovery {

    private static final Logger LOG = Logger.getLogger(LogRecovery.class);

    private final TopicIdPartition id;
    private final Path directory;
    private final LogEnvironment environment;

    LogRecovery(TopicIdPartition id, Path directory, LogEnvironment environment) {
        this.id = id;
        this.directory = directory;
        this.environment = environment;
    }

    RecoveredLog recover() throws IOException {
        LogFiles files = environment.files();
        files.createDirectories(directory);
        List<Long> bases = baseOffsets(files);
        ProducerStates producers = new ProducerStates(id);
        List<Segment> segments = new ArrayList<>();
        for (long base : bases.subList(0, Math.max(0, bases.size() - 1))) {
            Path file = directory.resolve(Segment.fileName(base, Segment.LOG_SUFFIX));
            Segment sealed = new Segment(directory, base, Math.toIntExact(files.size(file)), null);
            segments.add(sealed);
            scanHeaders(sealed, producers);
        }
        long activeBase = bases.isEmpty() ? 0 : bases.get(bases.size() - 1);
        return recoverActive(activeBase, segments, producers);
    }

    private List<Long> baseOffsets(LogFiles files) throws IOException {
        List<Long> bases = new ArrayList<>();
        for (Path path : files.list(directory)) {
            String name = path.getFileName().toString();
            if (name.endsWith(Segment.LOG_SUFFIX)) {
                bases.add(Long.parseLong(name.substring(0, name.length() - Segment.LOG_SUFFIX.length())));
            }
        }
        bases.sort(null);
        return bases;
    }

    private RecoveredLog recoverActive(long base, List<Segment> segments, ProducerStates producers) throws IOException {
        LogFiles files = environment.files();
        MemoryIndex index = new MemoryIndex(base);
        Path file = directory.resolve(Segment.fileName(base, Segment.LOG_SUFFIX));
        FileVolume volume = new FileVolume(files.openForWriting(file));
        files.syncDirectory(directory);
        long now = environment.clock().millis();
        long endOffset = base;
        long size = volume.size();
        BatchScanner batches = new BatchScanner(volume, 0, size, BatchScanner.WIDE);
        long end = 0;
        long firstAppend = now;
        while (batches.next()) {
            BatchHeader header = batches.header();
            long batchBase = header.baseOffset();
            if (batchBase < endOffset) {
                break;
            }
            index.add(batchBase, (int) batches.position(), header.maxTimestamp());
            producers.appended(header, header.lastOffset(), now);
            long last = header.lastOffset();
            if (!batches.crcMatches()) {
                break;
            }
            endOffset = last + 1;
            end = batches.end();
        }
        if (end < size) {
            LOG.warnf("Partition %s: cut off %d torn bytes behind offset %d", id, size - end, endOffset);
            volume.truncateTo(end);
            environment.counters().truncated(size - end);
        }
        volume.force();
        segments.add(new Segment(directory, base, (int) end, index));
        return new RecoveredLog(segments, volume, endOffset, producers, firstAppend);
    }

    private void scanHeaders(Segment sealed, ProducerStates producers) throws IOException {
        try (FileVolume volume = new FileVolume(environment.files().openForReading(sealed.file()))) {
            BatchScanner batches = new BatchScanner(volume, 0, sealed.visibleBytes(), BatchScanner.WIDE);
            while (batches.next()) {
                producers.appended(
                        batches.header(),
                        batches.header().lastOffset(),
                        environment.clock().millis());
            }
        }
    }
}
