package org.ordertracking.broker.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk, as far as the log needs it. {@link DiskLogFiles} is the real one; tests use one that fails, fills up and loses what was not
 * synced.
 *
 * <p>A channel must never be used by a thread that may be interrupted while others depend on the channel: an interrupt closes it for all.
 */
public interface LogFiles {

    /** Opens an existing file for reading. */
    FileChannel openForReading(Path file) throws IOException;

    /** Opens a file for reading and writing and creates it when absent. Its name is durable only after {@link #syncDirectory}. */
    FileChannel openForWriting(Path file) throws IOException;

    /** The names in a directory, in no order; none when the directory does not exist. */
    List<Path> list(Path directory) throws IOException;

    boolean exists(Path path) throws IOException;

    /** The size of a file in bytes. */
    long size(Path file) throws IOException;

    /** When a file was last written to, in milliseconds of the epoch. */
    long lastModified(Path file) throws IOException;

    /** Makes a file look as if it had been written to at a time. */
    void setLastModified(Path file, long millis) throws IOException;

    /** Creates a directory and its parents, and makes the names durable. */
    void createDirectories(Path directory) throws IOException;

    /** Deletes a file or an empty directory; an absent one is no error. */
    void delete(Path path) throws IOException;

    /** Renames a file or directory atomically, in place of a file that has the target's name. */
    void move(Path source, Path target) throws IOException;

    /** Makes creations, renames and deletions in a directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /**
     * Takes an exclusive lock on a file, which is created when absent, until the result is closed or the process ends.
     *
     * @return the lock, or {@code null} when another process, or another user in this process, has it
     */
    Closeable tryLock(Path file) throws IOException;
}
