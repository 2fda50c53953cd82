package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProducerSnapshotsTest {

    private final FakeDisk disk = new FakeDisk();

    private ProducerSnapshots mount() throws IOException {
        LogFiles files = disk.mount();
        files.createDirectories(TestStore.ORDERS_0_DIRECTORY);
        return new ProducerSnapshots(TestStore.ORDERS_0, TestStore.ORDERS_0_DIRECTORY, files);
    }

    @Property(tries = 50)
    void whatIsWrittenIsRestoredAfterAPowerCut(@ForAll("producers") Map<Long, ProducerState> producers)
            throws IOException {
        mount().write(42, producers, 0);
        disk.mount().syncDirectory(TestStore.ORDERS_0_DIRECTORY);
        disk.crashLosingUnsynced();

        ProducerStates restored = new ProducerStates(TestStore.ORDERS_0, TransactionGuard.NONE_OPEN);
        assertThat(mount().restore(42, restored)).isEqualTo(42);
        assertThat(restored.all()).isEqualTo(producers);
    }

    @Example
    void aSnapshotThatIsDamagedAtAnyByteIsPassedOverForAnOlderOne() throws IOException {
        Map<Long, ProducerState> old = Map.of(1L, new ProducerState((short) 1, 2, 3, 4, 5, List.of()));
        mount().write(10, old, 0);
        mount().write(20, Map.of(9L, new ProducerState((short) 1, 2, 3, 4, 5, List.of())), 0);
        var newest = disk.filesNamed("20.producers").get(0);
        byte[] good = disk.contents(newest);
        TestStore.quietly(() -> {
            for (int at = 0; at < good.length; at++) {
                byte[] bad = good.clone();
                bad[at] ^= 1;
                disk.replace(newest, bad);
                ProducerStates restored = new ProducerStates(TestStore.ORDERS_0, TransactionGuard.NONE_OPEN);
                assertThat(mount().restore(30, restored)).isEqualTo(10);
                assertThat(restored.all()).isEqualTo(old);
            }
        });
    }

    @Example
    void aSnapshotBehindTheOffsetAskedForIsNotUsed() throws IOException {
        mount().write(20, Map.of(), 0);

        assertThat(mount().restore(19, new ProducerStates(TestStore.ORDERS_0, TransactionGuard.NONE_OPEN)))
                .isZero();
        assertThat(mount().restore(20, new ProducerStates(TestStore.ORDERS_0, TransactionGuard.NONE_OPEN)))
                .isEqualTo(20);
    }

    @Example
    void theTwoNewestAreKeptAndOneForAScanOfTheActiveSegment() throws IOException {
        for (long offset : new long[] {5, 10, 20, 30, 40}) {
            mount().write(offset, Map.of(), 15);
        }

        assertThat(disk.filesNamed(ProducerSnapshots.SUFFIX))
                .extracting(file -> Long.parseLong(file.getFileName().toString().substring(0, 20)))
                .containsExactly(10L, 30L, 40L);
    }

    @Provide
    Arbitrary<Map<Long, ProducerState>> producers() {
        Arbitrary<ProducerState.Batch> batch = Combinators.combine(
                        Arbitraries.integers(), Arbitraries.longs(), Arbitraries.integers(), Arbitraries.longs())
                .as(ProducerState.Batch::new);
        Arbitrary<ProducerState> state = Combinators.combine(
                        Arbitraries.shorts(),
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.integers(),
                        batch.list().ofMaxSize(5).map(ArrayList::new).map(List::copyOf))
                .as(ProducerState::new);
        return Arbitraries.maps(Arbitraries.longs(), state).ofMaxSize(8);
    }
}
