package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power fails at every write, sync, name that changes and directory that is synced of a run in which clients do all that can be done with
 * logs; of what was not synced the disk keeps nothing, all, or any part. What was promised until then has to be there.
 *
 * <p>{@code -Dpowerloss.seed} repeats a run, {@code -Dpowerloss.runs} says how many the long test makes. How threads interleave is not in the
 * seed; a failure prints the moment and the fate of what was not synced.
 */
class PowerLossTest {

    private static final List<Fate> PLAIN =
            List.of(Fate.NOTHING, Fate.EVERYTHING, Fate.NAMES, Fate.NAMES_AND_LENGTHS, Fate.BYTES);

    private final FakeClock clock = new FakeClock();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatWasPromisedIsThereAfterAPowerCut(long seed) {
        cutEverywhere(Long.getLong("powerloss.seed", seed), 60, 11, 1);
    }

    @Test
    @Tag("long")
    void whatWasPromisedIsThereAfterAPowerCutAtEveryMomentOfManyRuns() {
        long first = Long.getLong("powerloss.seed", System.nanoTime());
        int runs = Integer.getInteger("powerloss.runs", 100);
        for (int run = 0; run < runs; run++) {
            cutEverywhere(first + run, 150, 1, 3);
        }
    }

    /** Whoever finds a directory takes it for durable; but who made it may have been killed before its sync. */
    @Test
    void whatIsBuiltOnTheNamesOfAKilledProcessSurvivesAPowerCut() {
        TestStore.quietly(() -> {
            for (int after = 0; after < 20; after++) {
                TracedDisk disk = new TracedDisk(clock);
                disk.killAt(disk.begin() + after);
                open(disk);
                disk.kill();
                LogStore second = PowerLossWorkload.open(disk, clock);
                TestStore.append(second.open(TestStore.ORDERS_0, LogSettings.DEFAULT), Batches.of("a"));
                disk.kill();
                PowerLossWorkload.stopQuietly(second);

                DiskReplay replay = new DiskReplay();
                disk.events().forEach(replay::apply);
                LogStore third = PowerLossWorkload.open(new TracedDisk(replay.survivors(Fate.NOTHING), clock), clock);
                assertThat(Batches.read(third.open(TestStore.ORDERS_0, LogSettings.DEFAULT)))
                        .as("killed after %d events", after)
                        .containsExactly("0:a");
                PowerLossWorkload.stopQuietly(third);
            }
        });
    }

    /** A killed process may have moved a log's beginning without the sync that makes the move last; the next one deletes because of it. */
    @Test
    void whatIsDeletedForAMoveOfAKilledProcessLeavesNoGapAfterAPowerCut() {
        TestStore.quietly(() -> {
            Random random = new Random(1);
            for (int after = 0; after < 12; after++) {
                TracedDisk disk = new TracedDisk(clock);
                moveTheStart(disk, after);
                int restarted = disk.position();
                open(disk);
                disk.kill();

                DiskReplay replay = new DiskReplay();
                List<DiskEvent> events = disk.events();
                events.subList(0, restarted).forEach(replay::apply);
                for (DiskEvent event : events.subList(restarted, events.size())) {
                    replay.apply(event);
                    for (int part = 0; part < 10; part++) {
                        LogStore last = PowerLossWorkload.open(
                                new TracedDisk(replay.survivors(Fate.random(random)), clock), clock);
                        assertThat(Batches.read(last.open(TestStore.ORDERS_0, LogSettings.DEFAULT)))
                                .as("killed %d events after the move began", after)
                                .isIn(List.of("0:a", "1:b", "2:c"), List.of("2:c"));
                        PowerLossWorkload.stopQuietly(last);
                    }
                }
            }
        });
    }

    /** Three segments, of which two are deleted, as far as that gets within so many events. */
    private void moveTheStart(TracedDisk disk, int events) throws IOException {
        LogStore store = PowerLossWorkload.open(disk, clock);
        PartitionLog log = store.open(TestStore.ORDERS_0, LogSettings.DEFAULT);
        TestStore.append(log, Batches.of("a"));
        TestStore.await(log.roll());
        TestStore.append(log, Batches.of("b"));
        TestStore.await(log.roll());
        TestStore.append(log, Batches.of("c"));
        disk.killAt(disk.position() + events);
        try {
            TestStore.await(log.deleteRecordsBefore(2));
        } catch (RuntimeException killed) {
            assertThat(disk.isMounted()).as("alive after %s", killed).isFalse();
        }
        disk.kill();
        PowerLossWorkload.stopQuietly(store);
    }

    /** A first start and a first partition, as far as they get. */
    private void open(TracedDisk disk) {
        try {
            LogStore first = PowerLossWorkload.open(disk, clock);
            try {
                first.open(TestStore.ORDERS_0, LogSettings.DEFAULT);
            } finally {
                PowerLossWorkload.stopQuietly(first);
            }
        } catch (IOException | RuntimeException killed) {
            assertThat(disk.isMounted()).as("alive after %s", killed).isFalse();
        }
    }

    /**
     * @param every how many events lie between two power cuts
     * @param subsets how many parts of what was not synced are tried at each, beside {@link #PLAIN} ones
     */
    private void cutEverywhere(long seed, int steps, int every, int subsets) {
        TestStore.quietly(() -> {
            PowerLossWorkload workload = new PowerLossWorkload(seed, clock);
            try {
                workload.run(steps);
            } catch (RuntimeException e) {
                throw new AssertionError("-Dpowerloss.seed=" + seed + ": the run itself: " + e, e);
            }
            List<DiskEvent> events = workload.disk().events();
            assertThat(events).hasSizeGreaterThan(steps);
            DiskReplay replay = new DiskReplay();
            Random random = new Random(seed);
            int offset = random.nextInt(every);
            for (int position = 0; position <= events.size(); position++) {
                if (position >= workload.disk().begin() && position % every == offset) {
                    int at = position;
                    for (Fate fate : PLAIN) {
                        cut(seed, workload, replay, at, fate, random);
                    }
                    for (int i = 0; i < subsets; i++) {
                        cut(seed, workload, replay, at, Fate.random(random), random);
                    }
                }
                if (position < events.size()) {
                    replay.apply(events.get(position));
                }
            }
        });
    }

    private void cut(long seed, PowerLossWorkload workload, DiskReplay replay, int position, Fate fate, Random random)
            throws IOException {
        Aftermath aftermath = new Aftermath(workload.ledgers(), position);
        DiskContents left = replay.survivors(fate);
        try {
            aftermath.verify(new TracedDisk(left, clock), clock);
            if (random.nextInt(4) == 0) {
                aftermath.verify(new TracedDisk(cutTheStart(aftermath, left, random), clock), clock);
            }
        } catch (AssertionError | IOException | RuntimeException e) {
            throw new AssertionError(
                    "-Dpowerloss.seed=" + seed + ", power cut before event " + position + " of "
                            + workload.disk().position() + " (" + fate + "): " + e.getMessage(),
                    e);
        }
    }

    /** What is left when the power fails once more, while the broker looks at what it has left before. */
    private DiskContents cutTheStart(Aftermath aftermath, DiskContents left, Random random) throws IOException {
        TracedDisk disk = new TracedDisk(left, clock);
        aftermath.start(disk, clock);
        DiskReplay replay = new DiskReplay();
        int position = disk.begin() + random.nextInt(disk.position() - disk.begin() + 1);
        disk.events().subList(0, position).forEach(replay::apply);
        return replay.survivors(random.nextBoolean() ? Fate.NOTHING : Fate.random(random));
    }
}
