package org.ordertracking.broker.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.MemoryRecords;

/** A broker's logs on a {@link FakeDisk}, to be closed, killed, cut off from power and started again. */
final class TestStore implements AutoCloseable {

    static final Path DATA = Path.of("/data");
    static final TopicIdPartition ORDERS_0 =
            new TopicIdPartition(Uuid.fromString("AAAAAAAAAAAAAAAAAAAAAQ"), 0, "orders");
    static final Path ORDERS_0_DIRECTORY = DATA.resolve("logs/AAAAAAAAAAAAAAAAAAAAAQ/0");

    /** What the log has to say; kept, because the log manager forgets loggers that nobody keeps. */
    static final Logger LOGGER = Logger.getLogger("org.ordertracking.broker.log");

    final FakeClock clock;
    final FakeDisk disk;
    /** Producers with a transaction that is open, as the coordinator would know. */
    final Set<Long> openTransactions = ConcurrentHashMap.newKeySet();

    private final LogStoreConfig config;
    private final LogListener listener;
    private LogStore store;

    TestStore() {
        this(LogStoreConfig.DEFAULT.withLogThreads(1), LogListener.NONE);
    }

    /** On a disk that another broker has left. */
    TestStore(FakeDisk disk, FakeClock clock) {
        this(LogStoreConfig.DEFAULT.withLogThreads(1), LogListener.NONE, disk, clock);
    }

    TestStore(LogStoreConfig config, LogListener listener) {
        this(config, listener, new FakeClock());
    }

    private TestStore(LogStoreConfig config, LogListener listener, FakeClock clock) {
        this(config, listener, new FakeDisk(clock), clock);
    }

    private TestStore(LogStoreConfig config, LogListener listener, FakeDisk disk, FakeClock clock) {
        this.disk = disk;
        this.clock = clock;
        this.config = config;
        this.listener = listener;
        start();
    }

    LogStore store() {
        return store;
    }

    private boolean isOngoing(TopicIdPartition partition, long producerId, short producerEpoch) {
        return openTransactions.contains(producerId);
    }

    PartitionLog orders() {
        return orders(LogSettings.DEFAULT);
    }

    PartitionLog orders(LogSettings settings) {
        return store.open(ORDERS_0, settings);
    }

    static Appended append(PartitionLog log, MemoryRecords records) {
        return append(log, records, Durability.SYNCED);
    }

    static Appended append(PartitionLog log, MemoryRecords records, Durability durability) {
        return await(log.append(records, AppendOrigin.CLIENT, durability));
    }

    /** The result, or the exception that the stage completed with. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    TestStore start() {
        try {
            store = LogStore.open(DATA, disk.mount(), clock, listener, this::isOngoing, config);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the broker in order and starts it again. */
    TestStore restart() {
        close();
        return start();
    }

    /** SIGKILL, and started again: what was written is there. */
    TestStore kill() {
        disk.killProcess();
        stopThreads();
        return start();
    }

    /** A power cut, and started again: what was not synced is gone. */
    TestStore cutPower() {
        disk.crashLosingUnsynced();
        stopThreads();
        return start();
    }

    /** Ends the threads of a broker whose disk is gone. */
    void stopThreads() {
        quietly(() -> {
            try {
                store.close();
            } catch (IOException expected) {
                // It can write nothing any more, which is the point.
            }
        });
    }

    /** What {@link #quietly} runs. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** Keeps the log quiet about what a test brings about on purpose, many times over. */
    static void quietly(Action action) {
        Level level = LOGGER.getLevel();
        LOGGER.setLevel(Level.OFF);
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            LOGGER.setLevel(level);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
