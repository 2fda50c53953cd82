package org.ordertracking.broker.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.KafkaStorageException;

/**
 * All partition logs below one data directory, and the threads that write them. Logs lie in
 * {@code <data>/logs/<topic id>/<partition>/<base offset>.log}.
 *
 * <pre>
 *   open (takes the LOCK file) ──► open ── close (syncs all, gives the lock back) ──► closed
 * </pre>
 *
 * All methods may be called from any thread, and may block on the disk unless they return a stage.
 */
public final class LogStore implements AutoCloseable {

    private final Path dataDirectory;
    private final Path logs;
    private final Path deletions;
    private final LogEnvironment environment;
    private final Closeable lock;
    private final List<LogThread> threads = new ArrayList<>();
    private final Map<Key, PartitionLog> open = new HashMap<>();
    private boolean closed;
    private int nextThread;
    private int nextDeletion;

    /** A partition on the disk, where topics have no names. */
    private record Key(Uuid topicId, int partition) {

        static Key of(TopicIdPartition id) {
            return new Key(id.topicId(), id.partition());
        }
    }

    private LogStore(Path dataDirectory, LogEnvironment environment, Closeable lock) {
        this.dataDirectory = dataDirectory;
        this.logs = dataDirectory.resolve("logs");
        this.deletions = dataDirectory.resolve("deleted");
        this.environment = environment;
        this.lock = lock;
        for (int i = 0; i < environment.config().logThreads(); i++) {
            LogThread thread = new LogThread("log-" + i, environment.config(), environment.listener());
            threads.add(thread);
            thread.start();
        }
    }

    /**
     * Opens a data directory and takes it for this process.
     *
     * @throws DirectoryInUseException when another process has it
     * @throws IOException when the disk fails
     */
    public static LogStore open(
            Path dataDirectory, LogFiles files, InstantSource clock, LogListener listener, LogStoreConfig config)
            throws IOException {
        files.createDirectories(dataDirectory);
        Closeable lock = files.tryLock(dataDirectory.resolve("LOCK"));
        if (lock == null) {
            throw new DirectoryInUseException(dataDirectory);
        }
        LogEnvironment environment = new LogEnvironment(
                files, clock, listener, config, new LogCounters(), new SegmentReader(files, config.openFiles()));
        return new LogStore(dataDirectory, environment, lock);
    }

    /**
     * The log of a partition: created, recovered from the disk, or the one that is open already (its settings are then changed to those
     * given).
     *
     * @throws KafkaStorageException when the disk fails or the store is closed
     */
    public synchronized PartitionLog open(TopicIdPartition id, LogSettings settings) {
        requireOpen();
        PartitionLog existing = open.get(Key.of(id));
        if (existing != null) {
            existing.configure(settings);
            return existing;
        }
        Path directory = directory(Key.of(id));
        try {
            RecoveredLog recovered = new LogRecovery(id, directory, environment).recover();
            LogView view = new LogView(recovered.segments(), recovered.endOffset());
            LogWriter writer = new LogWriter(id, directory, environment, settings, view, recovered);
            LogThread thread = threads.get(nextThread++ % threads.size());
            PartitionLog log = new PartitionLog(id, environment, view, writer, thread);
            open.put(Key.of(id), log);
            return log;
        } catch (IOException e) {
            throw new KafkaStorageException("Partition " + id + " cannot be opened in " + directory, e);
        }
    }

    /**
     * Deletes a partition, open or not. Once the stage completes it is gone for good; the files follow in the background. Slices that are
     * being read stay readable.
     */
    public CompletionStage<Void> delete(TopicIdPartition id) {
        PartitionLog log;
        synchronized (this) {
            requireOpen();
            log = open.remove(Key.of(id));
        }
        if (log == null) {
            try {
                moveAway(id);
                return CompletableFuture.completedFuture(null);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(new KafkaStorageException("Partition " + id, e));
            }
        }
        return log.execute(() -> {
            log.view().delete();
            log.writer().close();
            moveAway(id);
            for (Segment segment : log.view().segments()) {
                environment.reader().forget(segment);
            }
            return null;
        });
    }

    /** The partitions on the disk, open or not. Their topic names are {@code null}: the disk knows only ids. */
    public List<TopicIdPartition> partitionsOnDisk() {
        try {
            List<TopicIdPartition> found = new ArrayList<>();
            for (Path topic : environment.files().list(logs)) {
                Uuid topicId = Uuid.fromString(topic.getFileName().toString());
                for (Path partition : environment.files().list(topic)) {
                    found.add(new TopicIdPartition(
                            topicId, Integer.parseInt(partition.getFileName().toString()), null));
                }
            }
            return found;
        } catch (IOException e) {
            throw new KafkaStorageException("Cannot list " + logs, e);
        }
    }

    public LogCounters counters() {
        return environment.counters();
    }

    /** Does what waits, syncs and closes all logs, gives the directory back. Closing twice is harmless. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        threads.forEach(LogThread::stop);
        for (PartitionLog log : open.values()) {
            if (!log.isFailed()) {
                log.writer().force();
            }
            log.view().close();
            log.writer().close();
        }
        environment.reader().close();
        lock.close();
    }

    private Path directory(Key key) {
        return logs.resolve(key.topicId().toString()).resolve(Integer.toString(key.partition()));
    }

    private synchronized void moveAway(TopicIdPartition id) throws IOException {
        Path directory = directory(Key.of(id));
        if (environment.files().exists(directory)) {
            environment.files().createDirectories(deletions);
            Path target = deletions.resolve(id.topicId() + "-" + id.partition() + "." + nextDeletion++);
            environment.files().move(directory, target);
            environment.files().syncDirectory(directory.getParent());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new KafkaStorageException("The logs in " + dataDirectory + " are closed");
        }
    }
}
