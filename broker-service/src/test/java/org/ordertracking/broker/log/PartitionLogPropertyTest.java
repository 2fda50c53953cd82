package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.record.MemoryRecords;

/** Whatever happens to a log, it holds what a simple list of its records holds. */
class PartitionLogPropertyTest {

    private static final long PRODUCER = 7;

    /** Small, so that a few appends fill a segment. */
    private static final LogSettings SETTINGS = LogSettings.DEFAULT.withSegmentBytes(700);

    sealed interface Step {
        record Append(int records, Durability durability) implements Step {}

        record AppendOnAFullDisk(int records, int bytesLeft) implements Step {}

        record RepeatLast(Durability durability) implements Step {}

        record Roll() implements Step {}

        record NoteRecoveryPoint() implements Step {}

        record Restart() implements Step {}

        record Kill() implements Step {}

        /** @param percentKept of the bytes that were not synced */
        record PowerCut(int percentKept) implements Step {}

        record ReadFrom(int percent, int maxBytes) implements Step {}
    }

    /** The log, and the list that it is measured by. */
    private static final class Run {

        private final TestStore broker = new TestStore();
        private PartitionLog log = broker.orders(SETTINGS);
        private final List<String> records = new ArrayList<>();
        private int durable;
        private int nextSequence;
        private List<String> lastValues = List.of();
        private int values;

        void apply(Step step) {
            if (step instanceof Step.Append append) {
                List<String> appended = values(append.records());
                Appended result = append(log, batch(appended, nextSequence), append.durability());
                assertThat(result.duplicate()).isFalse();
                assertThat(result.baseOffset()).isEqualTo(records.size());
                note(appended, append.durability());
            } else if (step instanceof Step.AppendOnAFullDisk full) {
                List<String> refused = values(Math.max(1, full.records()));
                broker.disk.limitTo(used() + Math.min(full.bytesLeft(), 60));
                assertThatThrownBy(() -> append(log, batch(refused, nextSequence), Durability.SYNCED))
                        .isInstanceOf(KafkaStorageException.class);
                broker.disk.freeSpace();
            } else if (step instanceof Step.RepeatLast repeat && !lastValues.isEmpty()) {
                int sequence = nextSequence - lastValues.size();
                Appended result = append(log, batch(lastValues, sequence), repeat.durability());
                assertThat(result.duplicate()).isTrue();
                assertThat(result.lastOffset()).isEqualTo(records.size() - 1);
                note(List.of(), repeat.durability());
            } else if (step instanceof Step.Roll) {
                await(log.roll());
            } else if (step instanceof Step.NoteRecoveryPoint) {
                broker.store().recoveryPoints().advance(1);
                durable = records.size();
            } else if (step instanceof Step.Restart) {
                log = broker.restart().orders(SETTINGS);
                durable = records.size();
                assertThat(broker.store().counters().scannedBytes()).isZero();
            } else if (step instanceof Step.Kill) {
                log = broker.kill().orders(SETTINGS);
                durable = records.size();
            } else if (step instanceof Step.PowerCut cut) {
                powerCut(cut.percentKept());
            } else if (step instanceof Step.ReadFrom read) {
                int from = records.size() * read.percent() / 100;
                assertThat(Batches.read(log, from, read.maxBytes())).isEqualTo(expected(from));
            }
            assertThat(log.highWatermark()).isEqualTo(records.size());
            assertThat(log.logEndOffset()).isEqualTo(records.size());
        }

        private void powerCut(int percentKept) {
            broker.disk.crash(unsynced -> unsynced * percentKept / 100);
            broker.stopThreads();
            log = broker.start().orders(SETTINGS);
            int left = Math.toIntExact(log.highWatermark());
            assertThat(left).isBetween(durable, records.size());
            if (left < records.size()) {
                nextSequence -= records.size() - left;
                records.subList(left, records.size()).clear();
                // Which batch is the last one now is not worth tracking here.
                lastValues = List.of();
            }
            durable = left;
        }

        private List<String> values(int count) {
            List<String> created = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                created.add("value " + values++);
            }
            return created;
        }

        private void note(List<String> appended, Durability durability) {
            if (!appended.isEmpty()) {
                records.addAll(appended);
                nextSequence += appended.size();
                lastValues = appended;
            }
            if (durability == Durability.SYNCED) {
                durable = records.size();
            }
        }

        private long used() {
            return broker.disk.files().stream()
                    .mapToLong(file -> broker.disk.contents(file).length)
                    .sum();
        }

        private List<String> expected(int from) {
            List<String> expected = new ArrayList<>();
            for (int offset = from; offset < records.size(); offset++) {
                expected.add(offset + ":" + records.get(offset));
            }
            return expected;
        }

        private static MemoryRecords batch(List<String> values, int sequence) {
            return Batches.from(PRODUCER, 0, sequence, values.toArray(String[]::new));
        }
    }

    @Property(tries = 200)
    void aLogHoldsWhatAListWouldHold(@ForAll("steps") @Size(max = 40) List<Step> steps) {
        Run run = new Run();
        try {
            steps.forEach(run::apply);
            run.apply(new Step.ReadFrom(0, 1 << 20));
            run.apply(new Step.Restart());
            run.apply(new Step.ReadFrom(0, 300));
            run.broker.close();
            assertThat(run.broker.disk.openChannels()).isZero();
        } finally {
            run.broker.stopThreads();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Durability> durability = Arbitraries.of(Durability.class);
        Arbitrary<Integer> records = Arbitraries.integers().between(1, 6);
        Arbitrary<Integer> percent = Arbitraries.integers().between(0, 100);
        Arbitrary<Step> append = Combinators.combine(records, durability).as(Step.Append::new);
        Arbitrary<Step> repeat = durability.map(Step.RepeatLast::new);
        Arbitrary<Step> full = Combinators.combine(
                        records, Arbitraries.integers().between(0, 60))
                .as(Step.AppendOnAFullDisk::new);
        Arbitrary<Step> read = Combinators.combine(
                        percent, Arbitraries.integers().between(1, 2_000))
                .as(Step.ReadFrom::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(10, append),
                        Tuple.of(2, repeat),
                        Tuple.of(1, full),
                        Tuple.of(2, Arbitraries.just(new Step.Roll())),
                        Tuple.of(2, Arbitraries.just(new Step.NoteRecoveryPoint())),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())),
                        Tuple.of(1, Arbitraries.just(new Step.Kill())),
                        Tuple.of(1, percent.map(Step.PowerCut::new)),
                        Tuple.of(2, read))
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
