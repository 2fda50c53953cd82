package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.record.ControlRecordType;

/** Whatever is appended to a log and happens to it, compaction takes away nothing but what a later record of the same key makes void. */
class CompactionPropertyTest {

    private static final long HORIZON_MILLIS = 1_000;
    private static final LogSettings COMPACTED = LogSettings.DEFAULT
            .withSegmentBytes(700)
            .withCleanup(CleanupPolicy.NONE.withCompaction(
                    new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, HORIZON_MILLIS)));
    /** Room for a few keys only, so that a log takes several runs. */
    private static final LogStoreConfig LITTLE_MEMORY = LogStoreConfig.DEFAULT
            .withLogThreads(1)
            .withCleaning(CleaningSchedule.ON_DEMAND.withDedupeBytes(6 * OffsetMap.SLOT_BYTES));

    private static final long IDEMPOTENT = 7;
    private static final long TRANSACTIONAL = 8;
    private static final int KEYS = 8;

    sealed interface Step {
        /** @param keys of the records; a negative one is a tombstone of its positive */
        record Append(List<Integer> keys) implements Step {}

        record AppendIdempotent(List<Integer> keys) implements Step {}

        record RepeatLast() implements Step {}

        record AppendInTransaction(List<Integer> keys) implements Step {}

        record EndTransaction(boolean commit) implements Step {}

        record Roll() implements Step {}

        record Compact() implements Step {}

        record LetTimePass() implements Step {}

        record Restart() implements Step {}

        record Kill() implements Step {}

        record CutPower() implements Step {}
    }

    /** The log, and all that was ever committed to it. */
    private static final class Run {

        private final TestStore broker = new TestStore(LITTLE_MEMORY, LogListener.NONE);
        private PartitionLog log = broker.orders(COMPACTED);
        private final TreeMap<Long, String> committed = new TreeMap<>();
        private final TreeMap<Long, String> undecided = new TreeMap<>();
        private final Map<Long, Integer> sequences = new HashMap<>();
        private List<String> lastIdempotent = List.of();
        private long lastIdempotentOffset;
        private long end;
        private int values;

        private Run() {
            broker.openTransactions.add(TRANSACTIONAL);
        }

        void apply(Step step) {
            if (step instanceof Step.Append plain) {
                String[] entries = entries(plain.keys());
                note(append(log, Keyed.of(entries)), entries, committed);
            } else if (step instanceof Step.AppendIdempotent idempotent) {
                String[] entries = entries(idempotent.keys());
                Appended appended = append(log, Keyed.from(IDEMPOTENT, 0, nextSequence(IDEMPOTENT, entries), entries));
                note(appended, entries, committed);
                lastIdempotent = List.of(entries);
                lastIdempotentOffset = appended.lastOffset();
            } else if (step instanceof Step.RepeatLast && !lastIdempotent.isEmpty()) {
                int sequence = sequences.get(IDEMPOTENT) - lastIdempotent.size();
                Appended again =
                        append(log, Keyed.from(IDEMPOTENT, 0, sequence, lastIdempotent.toArray(String[]::new)));
                assertThat(again.duplicate()).isTrue();
                assertThat(again.lastOffset()).isEqualTo(lastIdempotentOffset);
            } else if (step instanceof Step.AppendInTransaction transactional) {
                String[] entries = entries(transactional.keys());
                int sequence = nextSequence(TRANSACTIONAL, entries);
                note(append(log, Keyed.inTransaction(TRANSACTIONAL, 0, sequence, entries)), entries, undecided);
            } else if (step instanceof Step.EndTransaction ending && !undecided.isEmpty()) {
                ControlRecordType type = ending.commit() ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
                await(log.append(Batches.marker(TRANSACTIONAL, 0, type), AppendOrigin.COORDINATOR, Durability.SYNCED));
                end++;
                if (ending.commit()) {
                    committed.putAll(undecided);
                }
                undecided.clear();
            } else if (step instanceof Step.Roll) {
                await(log.roll());
            } else if (step instanceof Step.Compact) {
                broker.store().cleaner().compact();
                assertThat(broker.store().uncleanableLogs()).isZero();
            } else if (step instanceof Step.LetTimePass) {
                broker.clock.advance(Duration.ofMillis(HORIZON_MILLIS));
            } else if (step instanceof Step.Restart) {
                log = broker.restart().orders(COMPACTED);
            } else if (step instanceof Step.Kill) {
                log = broker.kill().orders(COMPACTED);
            } else if (step instanceof Step.CutPower) {
                log = broker.cutPower().orders(COMPACTED);
            }
            verify();
        }

        private String[] entries(List<Integer> keys) {
            return keys.stream()
                    .map(key -> key < 0 ? "k" + -key : "k" + key + "=" + values++)
                    .toArray(String[]::new);
        }

        private int nextSequence(long producer, String[] entries) {
            int sequence = sequences.getOrDefault(producer, 0);
            sequences.put(producer, sequence + entries.length);
            return sequence;
        }

        private void note(Appended appended, String[] entries, Map<Long, String> where) {
            assertThat(appended.baseOffset()).isEqualTo(end);
            for (String entry : entries) {
                where.put(end++, entry);
            }
        }

        private void verify() {
            assertThat(log.logEndOffset()).isEqualTo(end);
            assertThat(log.highWatermark()).isEqualTo(end);
            long stable = undecided.isEmpty() ? end : undecided.firstKey();
            assertThat(log.lastStableOffset()).isEqualTo(stable);

            Map<String, String> lastRead = new HashMap<>();
            List<String> read = Keyed.readCommitted(log);
            long before = -1;
            for (String line : read) {
                long offset = offsetOf(line);
                String entry = line.substring(line.indexOf(':') + 1);
                assertThat(offset).isGreaterThan(before);
                before = offset;
                assertThat(entry).as("what was committed at %d", offset).isEqualTo(committed.get(offset));
                lastRead.put(keyOf(entry), entry);
            }
            Map<String, String> expected = new HashMap<>();
            committed.headMap(stable).forEach((offset, entry) -> expected.put(keyOf(entry), entry));
            expected.forEach((key, entry) -> {
                boolean tombstone = !entry.contains("=");
                if (!tombstone || lastRead.containsKey(key)) {
                    assertThat(lastRead.get(key))
                            .as("the last record of %s", key)
                            .isEqualTo(entry);
                }
            });
            assertThat(offsets(Keyed.read(log))).isSorted().doesNotHaveDuplicates();
            assertThat(Keyed.read(log, end / 2, IsolationLevel.READ_COMMITTED, 100))
                    .isEqualTo(read.stream()
                            .filter(line -> offsetOf(line) >= end / 2)
                            .toList());
        }

        private static List<Long> offsets(List<String> lines) {
            List<Long> offsets = new ArrayList<>();
            lines.forEach(line -> offsets.add(offsetOf(line)));
            return offsets;
        }

        private static long offsetOf(String line) {
            return Long.parseLong(line.substring(0, line.indexOf(':')));
        }

        private static String keyOf(String entry) {
            int equals = entry.indexOf('=');
            return equals < 0 ? entry : entry.substring(0, equals);
        }
    }

    @Property(tries = 300)
    void theLastRecordOfEachKeyIsThereAndNothingThatWasNotCommitted(
            @ForAll("steps") @Size(min = 5, max = 60) List<Step> steps) {
        hold(steps);
    }

    /** Found by the property above: what was deleted came back when compaction took the tombstone's transaction for an earlier, aborted one. */
    @Example
    void aTombstoneCountsAfterAnAbortedTransactionOfTheSameProducer() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.AppendInTransaction(List.of(1)));
        steps.add(new Step.Append(List.of(1)));
        steps.add(new Step.EndTransaction(false));
        for (int i = 0; i < 13; i++) {
            steps.add(new Step.Append(List.of(1)));
        }
        steps.addAll(List.of(
                new Step.Append(List.of(3)),
                new Step.Append(List.of(2)),
                new Step.Append(List.of(5, 8, 6)),
                new Step.LetTimePass(),
                new Step.AppendIdempotent(List.of(1)),
                new Step.Roll(),
                new Step.AppendInTransaction(List.of(-2)),
                new Step.Roll(),
                new Step.AppendInTransaction(List.of(8)),
                new Step.AppendInTransaction(List.of(7, 5, 8)),
                new Step.Kill(),
                new Step.Append(List.of(4)),
                new Step.Roll(),
                new Step.EndTransaction(true),
                new Step.Compact(),
                new Step.Compact(),
                new Step.Compact(),
                new Step.Compact(),
                new Step.LetTimePass()));
        hold(steps);
    }

    private static void hold(List<Step> steps) {
        Run run = new Run();
        try {
            steps.forEach(run::apply);
            run.apply(new Step.Roll());
            run.apply(new Step.Compact());
            run.apply(new Step.Kill());
            run.broker.close();
            assertThat(run.broker.disk.openChannels()).isZero();
        } finally {
            run.broker.stopThreads();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<List<Integer>> keys = Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.integers().between(1, KEYS)),
                        Tuple.of(1, Arbitraries.integers().between(-KEYS, -1)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(6, keys.<Step>map(Step.Append::new)),
                        Tuple.of(4, keys.<Step>map(Step.AppendIdempotent::new)),
                        Tuple.of(1, Arbitraries.<Step>just(new Step.RepeatLast())),
                        Tuple.of(5, keys.<Step>map(Step.AppendInTransaction::new)),
                        Tuple.of(3, Arbitraries.of(true, false).<Step>map(Step.EndTransaction::new)),
                        Tuple.of(5, Arbitraries.<Step>just(new Step.Roll())),
                        Tuple.of(4, Arbitraries.<Step>just(new Step.Compact())),
                        Tuple.of(2, Arbitraries.<Step>just(new Step.LetTimePass())),
                        Tuple.of(1, Arbitraries.<Step>just(new Step.Restart())),
                        Tuple.of(1, Arbitraries.<Step>just(new Step.Kill())),
                        Tuple.of(1, Arbitraries.<Step>just(new Step.CutPower())))
                .list();
    }

    @BeforeProperty
    void quiet() {
        TestStore.LOGGER.setLevel(Level.OFF);
    }

    @AfterProperty
    void loud() {
        TestStore.LOGGER.setLevel(null);
    }
}
