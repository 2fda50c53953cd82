package org.ordertracking.broker.sql.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A folder of one engine's process: for what it unpacks, and for what it complains of.
 *
 * <pre>
 *   claim (locked) ──► in use ──► {@link #delete()}
 *                        └── the broker is killed ──► left, without a lock ──► deleted when the next engine starts
 * </pre>
 */
final class EngineFolder {
    private static final Logger LOG = Logger.getLogger(EngineFolder.class);
    private static final String LOCK = "broker.lock";

    private final Path path;
    private final FileChannel lock;
    private final Runnable deleted;

    private EngineFolder(Path path, FileChannel lock, Runnable deleted) {
        this.path = path;
        this.lock = lock;
        this.deleted = deleted;
    }

    /**
     * @param path a folder that was just made
     * @param deleted told when it is no longer used
     * @return empty if another process has taken it for one that was left
     */
    static Optional<EngineFolder> claim(Path path, Runnable deleted) throws IOException {
        Path file = lockIn(path);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException takenAway) {
            return Optional.empty();
        }
        try {
            // A lock on a file that was deleted meanwhile tells nobody anything.
            if (channel.tryLock() != null && Files.exists(file)) {
                return Optional.of(new EngineFolder(path, channel, deleted));
            }
        } catch (OverlappingFileLockException takenAway) {
            LOG.debugf("%s is looked at by another", path);
        }
        channel.close();
        return Optional.empty();
    }

    static Path lockIn(Path folder) {
        return folder.resolve(LOCK);
    }

    Path path() {
        return path;
    }

    /** What cannot be deleted now is, as if the broker had been killed, when the next engine starts. */
    void delete() {
        try (lock) {
            delete(path);
        } catch (IOException left) {
            LOG.warnf("%s, which is of no use any more, cannot be deleted yet: %s", path, left);
        }
        deleted.run();
    }

    /** The lock goes last: a folder that has none is empty. */
    static void delete(Path folder) throws IOException {
        Path lock = lockIn(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> !each.equals(lock)).toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(lock);
        Files.deleteIfExists(folder);
    }
}
