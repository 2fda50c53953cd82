package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * What lies where in a data directory.
 *
 * <pre>
 *   LOCK                                        held by the process that works here
 *   clean-shutdown                              how the logs ended, see {@link CleanShutdown}
 *   logs/&lt;topic id&gt;/&lt;partition&gt;/                one log
 *     00000000000000000000.log                  a segment, named for its first offset: record batches, nothing else
 *     00000000000000000000.offsetindex          its indexes, see {@link IndexFiles}
 *     00000000000000000000.timeindex
 *     00000000000000000000.points               how far the active one need not be scanned, see {@link RecoveryPoints}
 *     00000000000000000000.aborted              the aborted transactions that end in it, if any, see {@link AbortedFiles}
 *     00000000000000004711.producers            idempotent producers at that offset, see {@link ProducerSnapshots}
 *     00000000000000000000.cleaned              a segment that compaction is writing, see {@link SegmentSwap}
 *     00000000000000000000-00000000000000004711.swap      one that takes the place of those between the offsets
 *     00000000000000000000-00000000000000004711.aborted   and the aborted transactions in it
 *     checkpoint                                where the log begins and how far it is compacted, see {@link CheckpointFile}
 *   deleted/                                    logs on their way out
 * </pre>
 */
final class StoreDirectory {

    static final String LOCK_FILE = "LOCK";

    private static final Logger LOG = Logger.getLogger(StoreDirectory.class);

    private final Path dataDirectory;
    private final Path logs;
    private final Path deleted;
    private final LogFiles files;

    StoreDirectory(Path dataDirectory, LogFiles files) {
        this.dataDirectory = dataDirectory;
        this.logs = dataDirectory.resolve("logs");
        this.deleted = dataDirectory.resolve("deleted");
        this.files = files;
    }

    Path of(PartitionKey key) {
        return logs.resolve(key.topicId().toString()).resolve(Integer.toString(key.partition()));
    }

    /** All partitions that have a directory. */
    List<PartitionKey> partitions() throws IOException {
        List<PartitionKey> found = new ArrayList<>();
        for (Path topic : files.list(logs)) {
            for (Path partition : files.list(topic)) {
                try {
                    found.add(new PartitionKey(
                            Uuid.fromString(topic.getFileName().toString()),
                            Integer.parseInt(partition.getFileName().toString())));
                } catch (IllegalArgumentException notOurs) {
                    LOG.warnf("%s is no partition's directory and is left alone", partition);
                }
            }
        }
        return found;
    }

    /**
     * Makes the data directory itself durable before anything is put into it for the first time: who has made it may have been killed before
     * its sync.
     */
    void syncOwnName() throws IOException {
        Path parent = dataDirectory.toAbsolutePath().getParent();
        if (parent == null || files.exists(dataDirectory.resolve(LOCK_FILE))) {
            return;
        }
        try {
            files.syncDirectory(parent);
        } catch (AccessDeniedException notOurs) {
            // A broker could not have made it there, since making includes that sync.
            LOG.debugf("%s cannot be synced; whoever made %s has seen to that", parent, dataDirectory);
        }
    }

    /**
     * Makes durable what directories a killed process has made or moved: it may have died between that and the sync, and whoever finds them
     * now takes them for durable. The files in a partition's directory are its log's business.
     */
    void syncNames() throws IOException {
        files.syncDirectory(dataDirectory);
        for (Path parent : List.of(deleted, logs)) {
            if (files.exists(parent)) {
                files.syncDirectory(parent);
            }
        }
        for (Path topic : files.list(logs)) {
            files.syncDirectory(topic);
        }
    }

    /** Takes a partition's directory out of the logs, durably and at once, whatever it holds. Nothing happens when there is none. */
    synchronized void moveAway(PartitionKey key) throws IOException {
        Path directory = of(key);
        if (!files.exists(directory)) {
            return;
        }
        files.createDirectories(deleted);
        String name = key.topicId() + "-" + key.partition();
        Path target = deleted.resolve(name);
        for (int copy = 1; files.exists(target); copy++) {
            target = deleted.resolve(name + "." + copy);
        }
        files.move(directory, target);
        files.syncDirectory(deleted);
        files.syncDirectory(directory.getParent());
        if (files.list(directory.getParent()).isEmpty()) {
            files.delete(directory.getParent());
        }
    }

    /** Deletes what was moved away. What the disk refuses is tried again at the next start. */
    void eraseDeleted() {
        try {
            for (Path directory : files.list(deleted)) {
                for (Path file : files.list(directory)) {
                    files.delete(file);
                }
                files.delete(directory);
            }
        } catch (IOException e) {
            LOG.warnf("Cannot delete all of %s (%s); the next start will try again", deleted, e);
        }
    }
}
