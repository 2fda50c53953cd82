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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.jboss.logging.Logger;

/**
 * All partition logs below one data directory, and the threads that write them.
 *
 * <pre>
 *   open (takes the directory's LOCK) ──► open ── close (syncs all, notes that it did, gives the lock back) ──► closed
 * </pre>
 *
 * All methods may be called from any thread. Those that return a stage do not block; the others may block on the disk.
 *
 * @see StoreDirectory for what lies where
 */
public final class LogStore implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogStore.class);

    private static final int OPENED_AT_A_TIME = 8;
    private static final int CONGESTED_SHARE = 8;

    private final StoreDirectory directory;
    private final CleanShutdown cleanShutdown;
    private final LogEnvironment environment;
    private final Upkeep upkeep;
    private final LogCleaner cleaner;
    private final RecoveryPointKeeper recoveryPoints;
    private final Closeable lock;
    private final List<LogThread> threads = new ArrayList<>();
    private final AtomicInteger nextThread = new AtomicInteger();
    private final Map<PartitionKey, PartitionLog> logs = new ConcurrentHashMap<>();

    /** How the logs ended the last time, as far as they have not been opened since. */
    private final Map<PartitionKey, CleanShutdown.End> cleanEnds;

    /** Held for reading by whoever uses the store, for writing by {@link #close()}. */
    private final ReadWriteLock lifecycle = new ReentrantReadWriteLock();

    private boolean closed;

    private LogStore(
            StoreDirectory directory,
            CleanShutdown cleanShutdown,
            LogEnvironment environment,
            Upkeep upkeep,
            Closeable lock)
            throws IOException {
        this.directory = directory;
        this.cleanShutdown = cleanShutdown;
        this.environment = environment;
        this.upkeep = upkeep;
        this.cleaner = new LogCleaner(logs::values, environment);
        this.recoveryPoints = new RecoveryPointKeeper(
                logs::values, environment.files(), environment.config().recoveryPoints());
        this.lock = lock;
        this.cleanEnds = new ConcurrentHashMap<>(cleanShutdown.take());
        if (cleanEnds.isEmpty()) {
            directory.syncNames();
        }
    }

    /**
     * Opens a data directory and takes it for this process.
     *
     * @param guard knows which transactions are open
     * @throws DirectoryInUseException when another process has it
     * @throws IOException when the disk fails
     */
    public static LogStore open(
            Path dataDirectory,
            LogFiles files,
            InstantSource clock,
            LogListener listener,
            TransactionGuard guard,
            LogStoreConfig config)
            throws IOException {
        files.createDirectories(dataDirectory);
        StoreDirectory directory = new StoreDirectory(dataDirectory, files);
        directory.syncOwnName();
        Closeable lock = files.tryLock(dataDirectory.resolve(StoreDirectory.LOCK_FILE));
        if (lock == null) {
            throw new DirectoryInUseException(dataDirectory);
        }
        try {
            Upkeep upkeep = new Upkeep();
            IndexFiles indexFiles = new IndexFiles(files);
            LogEnvironment environment = new LogEnvironment(
                    files,
                    clock,
                    listener,
                    guard,
                    config,
                    new LogCounters(),
                    indexFiles,
                    new SegmentReader(files, indexFiles, config.openFiles()),
                    upkeep);
            LogStore store =
                    new LogStore(directory, new CleanShutdown(dataDirectory, files), environment, upkeep, lock);
            store.start();
            return store;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void start() {
        for (int i = 0; i < environment.config().logThreads(); i++) {
            LogThread thread = new LogThread("log-" + i, environment.config(), environment.listener());
            threads.add(thread);
            thread.start();
        }
        // What a killed process had not got round to.
        upkeep.execute(directory::eraseDeleted);
        cleaner.start();
        recoveryPoints.start();
    }

    /**
     * The log of a partition: created, recovered from the disk, or the one that is open already (its settings are then changed to those
     * given). Logs of different partitions are recovered in parallel when asked for in parallel.
     *
     * @throws KafkaStorageException when the disk fails or the store is closed
     */
    public PartitionLog open(TopicIdPartition id, LogSettings settings) {
        return whileOpen(() -> {
            PartitionKey key = PartitionKey.of(id);
            PartitionLog log = logs.computeIfAbsent(key, absent -> recover(id, settings));
            log.configure(settings);
            return log;
        });
    }

    /**
     * The same for many logs at once, side by side: making or recovering one waits for the disk several times, and the disk can do with many
     * who wait.
     *
     * @throws KafkaStorageException when one of them cannot be opened; then none is being opened any more
     */
    public void openAll(Map<TopicIdPartition, LogSettings> ids) {
        if (ids.size() <= 1) {
            ids.forEach(this::open);
            return;
        }
        ExecutorService openers = Executors.newFixedThreadPool(Math.min(OPENED_AT_A_TIME, ids.size()));
        try {
            List<CompletableFuture<Void>> openings = new ArrayList<>(ids.size());
            ids.forEach((id, settings) -> openings.add(CompletableFuture.runAsync(() -> open(id, settings), openers)));
            CompletableFuture.allOf(openings.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        } finally {
            openers.shutdown();
        }
    }

    private PartitionLog recover(TopicIdPartition id, LogSettings settings) {
        PartitionKey key = PartitionKey.of(id);
        Path logDirectory = directory.of(key);
        try {
            RecoveredLog recovered = new LogRecovery(id, logDirectory, environment).recover(cleanEnds.remove(key));
            long end = recovered.endOffset();
            LogView view = new LogView(
                    recovered.segments(),
                    recovered.startOffset(),
                    end,
                    recovered.producers().firstUndecidedOffset(end));
            LogWriter writer = new LogWriter(id, logDirectory, environment, settings, view, recovered);
            LogFront front = new LogFront(id, logDirectory, environment, view, writer);
            LogThread thread = threads.get(Math.floorMod(nextThread.getAndIncrement(), threads.size()));
            return new PartitionLog(id, logDirectory, environment, view, writer, front, thread);
        } catch (IOException e) {
            throw new KafkaStorageException("Partition " + id + " cannot be opened in " + logDirectory + ": " + e, e);
        }
    }

    /**
     * Deletes a partition, open or not. Once the stage completes it is gone for good; the files follow in the background. Slices that are
     * being read stay readable.
     */
    public CompletionStage<Void> delete(TopicIdPartition id) {
        return whileOpen(() -> {
            PartitionKey key = PartitionKey.of(id);
            PartitionLog log = logs.get(key);
            if (log == null) {
                return CompletableFuture.runAsync(() -> moveAway(key), upkeep);
            }
            return log.execute(() -> {
                log.writer().abandon();
                moveAway(key);
                for (Segment segment : log.view().segments()) {
                    environment.reader().forget(segment);
                }
                logs.remove(key, log);
                return null;
            });
        });
    }

    private void moveAway(PartitionKey key) {
        try {
            cleanEnds.remove(key);
            directory.moveAway(key);
        } catch (IOException e) {
            throw new KafkaStorageException("Cannot delete " + directory.of(key) + ": " + e, e);
        }
        upkeep.execute(directory::eraseDeleted);
    }

    /**
     * The partitions on the disk, open or not. Their topic names are {@code null}: the disk knows only ids.
     *
     * @throws KafkaStorageException when the disk fails
     */
    public List<TopicIdPartition> partitionsOnDisk() {
        try {
            return directory.partitions().stream()
                    .map(key -> new TopicIdPartition(key.topicId(), key.partition(), null))
                    .toList();
        } catch (IOException e) {
            throw new KafkaStorageException("Cannot list the logs: " + e, e);
        }
    }

    /** Removes what the logs no longer keep, when asked or as {@link CleaningSchedule} says. */
    LogCleaner cleaner() {
        return cleaner;
    }

    /** Notes how far logs need not be scanned, when asked or as {@link LogStoreConfig#recoveryPoints} says. */
    RecoveryPointKeeper recoveryPoints() {
        return recoveryPoints;
    }

    /** What the logs have done since the store was opened. */
    public LogCounters counters() {
        return environment.counters();
    }

    /** What waits for the threads that write the logs, one for each of them. */
    public List<AppendQueue> appendQueues() {
        return List.copyOf(threads);
    }

    /** How many tasks of a thread may wait before {@link #isCongested}; appends are refused only at {@value #CONGESTED_SHARE} times as many. */
    public int congestedAppends() {
        return environment.config().queuedAppends() / CONGESTED_SHARE;
    }

    /** Whether so much waits for a thread that whoever brings more should slow down. */
    public boolean isCongested() {
        int many = congestedAppends();
        for (LogThread thread : threads) {
            if (thread.tasks() > many) {
                return true;
            }
        }
        return false;
    }

    /** How the store was opened. */
    public LogStoreConfig config() {
        return environment.config();
    }

    /** How many logs the disk has failed; they take no more appends until the next start. */
    public int failedLogs() {
        return (int) logs.values().stream().filter(PartitionLog::isFailed).count();
    }

    /** How many logs cannot be compacted because they are damaged. */
    public int uncleanableLogs() {
        return cleaner.uncleanableLogs();
    }

    /** Does what waits, syncs and closes all logs, notes how they ended and gives the directory back. Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        lifecycle.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            cleaner.close();
            recoveryPoints.close();
            threads.forEach(LogThread::stop);
            upkeep.close();
            Map<PartitionKey, CleanShutdown.End> ends = new HashMap<>(cleanEnds);
            logs.forEach((key, log) -> closeLog(log, key, ends));
            environment.reader().close();
            cleanShutdown.write(ends);
        } finally {
            lifecycle.writeLock().unlock();
            lock.close();
        }
    }

    private static void closeLog(PartitionLog log, PartitionKey key, Map<PartitionKey, CleanShutdown.End> ends) {
        try {
            CleanShutdown.End end = log.writer().close();
            if (end != null) {
                ends.put(key, end);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("Partition %s was not closed cleanly (%s); the next start will scan it", log, e);
        }
    }

    private <T> T whileOpen(Supplier<T> use) {
        // Never waits for close(): that one may be waiting for the thread that calls.
        if (!lifecycle.readLock().tryLock()) {
            throw new KafkaStorageException("The broker's logs are being closed");
        }
        try {
            if (closed) {
                throw new KafkaStorageException("The broker's logs are closed");
            }
            return use.get();
        } finally {
            lifecycle.readLock().unlock();
        }
    }
}
