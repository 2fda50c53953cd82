package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;

/**
 * Clients that do with a few logs whatever can be done with logs, by chance: append with and without waiting for the disk, as idempotent
 * producers and in transactions; delete records, let segments expire, compact, make logs and drop them; stop the broker and kill it. What
 * they were promised stands in the {@link Ledger}s.
 */
final class PowerLossWorkload {

    private static final LogSettings DELETED = LogSettings.DEFAULT
            .withSegmentBytes(700)
            .withCleanup(CleanupPolicy.NONE.withRetention(CleanupPolicy.Retention.UNLIMITED, 1_500));
    private static final LogSettings COMPACTED = LogSettings.DEFAULT
            .withSegmentBytes(700)
            .withCleanup(CleanupPolicy.NONE.withCompaction(
                    new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, 1_000)));
    private static final Uuid TOPIC = Uuid.fromString("AAAAAAAAAAAAAAAAAAAAAQ");
    private static final int KEYS = 5;

    private final FakeClock clock;
    private final TracedDisk disk;
    private final Random random;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final Map<TopicIdPartition, Producer> producers = new HashMap<>();
    private LogStore store;
    private int values;

    /** One idempotent and one transactional producer of each log. Their ids say which. */
    private static final class Producer {
        private final long id;
        private int sequence;
        private int epoch;
        private boolean open;
        private int transactionSequence;

        private Producer(long id) {
            this.id = id;
        }

        private long transactionalId() {
            return id + 1_000;
        }
    }

    PowerLossWorkload(long seed, FakeClock clock) {
        this.clock = clock;
        this.disk = new TracedDisk(clock);
        this.random = new Random(seed);
    }

    /** Runs so many steps, and leaves the broker as it is. */
    void run(int steps) {
        start();
        create();
        create();
        for (int step = 0; step < steps; step++) {
            step();
            if (!disk.isMounted()) {
                startAfterKill();
            }
        }
        stopQuietly(store);
    }

    TracedDisk disk() {
        return disk;
    }

    Collection<Ledger> ledgers() {
        return ledgers;
    }

    static LogStore open(TracedDisk disk, FakeClock clock) throws IOException {
        return LogStore.open(
                TestStore.DATA,
                disk.mount(),
                clock,
                LogListener.NONE,
                (partition, producerId, epoch) -> true,
                LogStoreConfig.DEFAULT.withLogThreads(1));
    }

    static void stopQuietly(LogStore store) {
        try {
            store.close();
        } catch (IOException | RuntimeException expected) {
            // Its disk is gone.
        }
    }

    private void start() {
        try {
            store = open(disk, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void step() {
        Ledger ledger = any();
        PartitionLog log;
        try {
            log = store.open(ledger.id(), ledger.settings());
            int dice = random.nextInt(100);
            if (dice < 45) {
                append(ledger, log, 1 + random.nextInt(3));
            } else if (dice < 62) {
                transact(ledger, log);
            } else if (dice < 68) {
                TestStore.await(log.roll());
            } else if (dice < 74 && !ledger.isCompacted()) {
                deleteRecords(ledger, log);
            } else if (dice < 79) {
                retain();
            } else if (dice < 86) {
                store.cleaner().compact();
            } else if (dice < 89) {
                create();
            } else if (dice < 91 && living().size() > 2) {
                drop(ledger);
            } else if (dice < 94) {
                restart();
            } else if (dice < 98) {
                disk.killAt(disk.position() + 1 + random.nextInt(40));
            }
        } catch (RuntimeException killed) {
            if (disk.isMounted()) {
                throw killed;
            }
        }
    }

    private List<Ledger> living() {
        return ledgers.stream().filter(ledger -> !ledger.isDropped()).toList();
    }

    private Ledger any() {
        List<Ledger> living = living();
        return living.get(random.nextInt(living.size()));
    }

    private void create() {
        int number = ledgers.size();
        TopicIdPartition id = new TopicIdPartition(TOPIC, number, "power");
        Ledger ledger = new Ledger(id, number % 2 == 0 ? DELETED : COMPACTED, disk.position());
        ledgers.add(ledger);
        producers.put(id, new Producer(number));
        store.open(id, ledger.settings());
    }

    private void drop(Ledger ledger) {
        ledger.drop(disk.position());
        TestStore.await(store.delete(ledger.id()));
        ledger.dropped(disk.position());
    }

    private void append(Ledger ledger, PartitionLog log, int atOnce) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            Durability durability = random.nextBoolean() ? Durability.SYNCED : Durability.WRITTEN;
            answers.add(send(ledger, log, batch(producers.get(ledger.id())), AppendOrigin.CLIENT, durability));
        }
        awaitAll(answers);
    }

    private MemoryRecords batch(Producer producer) {
        String[] entries = new String[1 + random.nextInt(3)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry();
        }
        if (random.nextBoolean()) {
            return Keyed.of(entries);
        }
        MemoryRecords records = Keyed.from(producer.id, 0, producer.sequence, entries);
        producer.sequence += entries.length;
        return records;
    }

    private String entry() {
        return "key" + random.nextInt(KEYS) + "=" + values++ + "x".repeat(random.nextInt(60));
    }

    private void transact(Ledger ledger, PartitionLog log) {
        Producer producer = producers.get(ledger.id());
        if (!producer.open || random.nextInt(3) > 0) {
            producer.open = true;
            MemoryRecords records = Keyed.inTransaction(
                    producer.transactionalId(), producer.epoch, producer.transactionSequence++, entry());
            awaitAll(List.of(send(ledger, log, records, AppendOrigin.CLIENT, Durability.SYNCED)));
        } else {
            end(ledger, log, producer, random.nextBoolean() ? ControlRecordType.COMMIT : ControlRecordType.ABORT);
        }
    }

    /** As since KIP-890: each end raises the epoch, and sequences begin again. */
    private void end(Ledger ledger, PartitionLog log, Producer producer, ControlRecordType how) {
        producer.open = false;
        producer.epoch++;
        producer.transactionSequence = 0;
        MemoryRecords marker = Batches.marker(producer.transactionalId(), producer.epoch, how);
        awaitAll(List.of(send(ledger, log, marker, AppendOrigin.COORDINATOR, Durability.SYNCED)));
    }

    private CompletableFuture<Appended> send(
            Ledger ledger, PartitionLog log, MemoryRecords records, AppendOrigin origin, Durability durability) {
        int attempted = disk.position();
        Ledger.Written[] written = new Ledger.Written[1];
        return log.append(records, origin, durability, appended -> {
                    ByteBuffer bytes = records.buffer().duplicate();
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    written[0] = new Ledger.Written(attempted, appended.baseOffset(), appended.lastOffset(), copy);
                    ledger.written(written[0]);
                })
                .whenComplete((appended, failure) -> {
                    if (failure == null && durability == Durability.SYNCED) {
                        ledger.keep(disk.position(), written[0]);
                    }
                })
                .toCompletableFuture();
    }

    private static void awaitAll(List<CompletableFuture<?>> answers) {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void deleteRecords(Ledger ledger, PartitionLog log) {
        long offset = log.logStartOffset() + random.nextInt((int) (log.highWatermark() - log.logStartOffset()) + 1);
        IntConsumer answered = ledger.deleteBefore(disk.position(), offset);
        TestStore.await(log.deleteRecordsBefore(offset));
        answered.accept(disk.position());
    }

    private void retain() {
        List<Runnable> answers = new ArrayList<>();
        for (Ledger ledger : living()) {
            PartitionLog log = store.open(ledger.id(), ledger.settings());
            // How much goes is for the rule to say; by size, it leaves something.
            Ledger.Expiry expiry = ledger.expire(disk.position(), log.highWatermark());
            answers.add(() -> expiry.done(disk.position(), log.logStartOffset()));
        }
        store.cleaner().retain();
        if (disk.isMounted()) {
            answers.forEach(Runnable::run);
        }
    }

    private void restart() {
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keepWhatIsFound();
    }

    private void startAfterKill() {
        stopQuietly(store);
        keepWhatIsFound();
        // What was in flight when the process died is not known to its producer, which begins anew.
        for (Ledger ledger : living()) {
            PartitionLog log = store.open(ledger.id(), ledger.settings());
            end(ledger, log, producers.get(ledger.id()), ControlRecordType.ABORT);
        }
        producers.replaceAll((id, before) -> new Producer(before.id + 10_000));
    }

    /** What a broker finds when it starts is durable before anybody reads it. */
    private void keepWhatIsFound() {
        start();
        for (Ledger ledger : living()) {
            PartitionLog log = store.open(ledger.id(), ledger.settings());
            assertThat(log.logEndOffset()).as("the end of %s", ledger).isGreaterThanOrEqualTo(ledger.end());
            ledger.keepAll(disk.position(), log.logEndOffset());
        }
    }
}
