package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.util.List;
import org.apache.kafka.common.record.ControlRecordType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends the broker while it compacts, the log holds the old segments or the new ones. */
class CompactionCrashTest {

    private static final LogSettings COMPACTED = LogSettings.DEFAULT.withCleanup(CleanupPolicy.NONE.withCompaction(
            new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, 1_000)));
    private static final long PRODUCER = 7;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverTheBrokerEndsTheLogIsWhole(boolean powerCut) {
        FakeClock clock = new FakeClock();
        FakeDisk disk = new FakeDisk(clock);
        int[] attempts = {0};
        CrashPoints.everyOne(disk, powerCut, () -> new TestStore(disk, clock), started -> {
            int attempt = attempts[0]++;
            PartitionLog log = started.orders(COMPACTED);
            long first = log.logEndOffset();
            write(started, log, attempt);
            List<String> committed = Keyed.readCommitted(log);
            return new CrashPoints.Attempt() {
                @Override
                public void run() {
                    started.store().cleaner().compact();
                    started.close();
                }

                @Override
                public void verify(TestStore restarted, boolean done) {
                    PartitionLog recovered = restarted.orders(COMPACTED);
                    assertThat(recovered.logEndOffset()).isEqualTo(first + 8);
                    List<String> read = Keyed.readCommitted(recovered);
                    assertThat(committed).containsSubsequence(read);
                    assertThat(read)
                            .contains(
                                    (first + 3) + ":a=" + attempt + ".2",
                                    (first + 6) + ":b=" + attempt + ".3",
                                    (first + 7) + ":c=" + attempt)
                            .noneMatch(entry -> entry.contains("aborted"));
                    restarted.store().cleaner().compact();
                    // Of the attempt before only what had no successor in a sealed segment may be left.
                    assertThat(Keyed.readCommitted(recovered))
                            .filteredOn(entry -> !entry.contains("c="))
                            .containsExactly(
                                    (first + 3) + ":a=" + attempt + ".2", (first + 6) + ":b=" + attempt + ".3");
                    assertThat(disk.filesNamed(SegmentSwap.SWAP_SUFFIX)).isEmpty();
                    assertThat(disk.filesNamed(SegmentSwap.CLEANED_SUFFIX)).isEmpty();
                }
            };
        });
        assertThat(attempts[0]).as("points where it was ended").isGreaterThan(15);
    }

    /** Eight offsets in three segments, one transaction aborted, one committed, and an active segment. */
    private static void write(TestStore broker, PartitionLog log, int attempt) {
        broker.openTransactions.add(PRODUCER);
        append(log, Keyed.of("a=" + attempt + ".1"));
        append(log, Keyed.inTransaction(PRODUCER, attempt, 0, "b=aborted"));
        await(log.roll());
        await(log.append(
                Batches.marker(PRODUCER, attempt, ControlRecordType.ABORT),
                AppendOrigin.COORDINATOR,
                Durability.SYNCED));
        append(log, Keyed.of("a=" + attempt + ".2"));
        await(log.roll());
        append(log, Keyed.inTransaction(PRODUCER, attempt, 1, "b=" + attempt + ".2"));
        await(log.append(
                Batches.marker(PRODUCER, attempt, ControlRecordType.COMMIT),
                AppendOrigin.COORDINATOR,
                Durability.SYNCED));
        append(log, Keyed.of("b=" + attempt + ".3"));
        await(log.roll());
        append(log, Keyed.of("c=" + attempt));
    }
}
