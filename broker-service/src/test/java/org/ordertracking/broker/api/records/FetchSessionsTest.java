package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.FetchSessionIdNotFoundException;
import org.apache.kafka.common.errors.InvalidFetchSessionEpochException;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.api.records.FetchTarget.Key;
import org.ordertracking.broker.fixture.Fetches;
import org.ordertracking.broker.fixture.TestClock;

/** Who gets a session when there is no room for all. */
class FetchSessionsTest {
    private static final int SLOTS = 2;
    private static final int PARTITIONS = 20;
    private static final int NONE = 0;

    private final TestClock clock = new TestClock();
    private final AtomicInteger ids = new AtomicInteger();
    private final FetchSessions sessions = new FetchSessions(clock, ids::incrementAndGet, SLOTS, PARTITIONS);

    @Test
    void whenAllPlacesAreTakenANewcomerGetsNone() {
        open(1);
        open(1);

        assertThat(open(10)).isEqualTo(NONE);
        assertThat(sessions.count()).isEqualTo(SLOTS);
        assertThat(sessions.evictions()).isZero();
    }

    @Test
    void theSessionThatIsUnusedLongestMakesRoomOnceItIsStale() {
        int first = open(5);
        clock.advanceMillis(1);
        int second = open(1);
        clock.advanceMillis(1);
        use(first, 1);
        clock.advanceMillis(FetchSessions.STALE_MILLIS);

        assertThat(open(1)).as("the second is stale, the first not yet").isPositive();
        assertGone(second, 1);
        use(first, 2);
        assertThat(sessions.evictions()).isEqualTo(1);
    }

    @Test
    void aLargerNewcomerTakesThePlaceOfTheSmallestThatIsNotNew() {
        int large = open(5);
        int small = open(2);
        clock.advanceMillis(FetchSessions.STALE_MILLIS + 1);
        use(large, 1);
        use(small, 1);

        assertThat(open(2)).as("not larger than the smallest").isEqualTo(NONE);
        assertThat(open(3)).isPositive();
        assertGone(small, 2);
        use(large, 2);
    }

    @Test
    void aNewSessionIsSafeFromLargerOnes() {
        open(1);
        open(1);
        clock.advanceMillis(FetchSessions.STALE_MILLIS);

        assertThat(open(10)).isEqualTo(NONE);
    }

    @Test
    void partitionsOfAllSessionsAreBounded() {
        open(PARTITIONS - 1);

        assertThat(open(2)).isEqualTo(NONE);
        assertThat(open(1)).isPositive();
        assertThat(open(PARTITIONS + 1)).as("never fits").isEqualTo(NONE);
        assertThat(sessions.partitions()).isEqualTo(PARTITIONS);
    }

    @Test
    void aSessionThatGrowsOverTheBoundEndsAndItsClientBeginsAnew() {
        int session = open(PARTITIONS);

        assertThatThrownBy(() -> sessions.begin(
                        Fetches.request(session, 1).setTopics(List.of(Fetches.topic("t", Fetches.from(99, 0)))),
                        (short) Fetches.BY_NAME))
                .isInstanceOf(FetchSessionIdNotFoundException.class)
                .hasMessageContaining("max-session-partitions=20");
        assertThat(sessions.count()).isZero();
        assertThat(sessions.partitions()).isZero();
    }

    @Test
    void nobodyGetsASessionForNothing() {
        assertThat(open(0)).isEqualTo(NONE);
    }

    @Test
    void noneIsKeptWhereNoneMayBe() {
        FetchSessions without = new FetchSessions(clock, ids::incrementAndGet, 0, PARTITIONS);

        assertThat(without.open(targets(1), false)).isEqualTo(NONE);
    }

    @Test
    void anIdInUseOrNotPositiveIsPassedOver() {
        List<Integer> drawn = new ArrayList<>(List.of(3, 3, -1, 0, 4));
        FetchSessions unlucky = new FetchSessions(clock, () -> drawn.remove(0), SLOTS, PARTITIONS);

        assertThat(unlucky.open(targets(1), false)).isEqualTo(3);
        assertThat(unlucky.open(targets(1), false)).isEqualTo(4);
    }

    @Test
    void ofRequestsAtTheSameTimeOneGoesOnAndTheOthersAreRefused() throws Exception {
        int session = open(10);
        int clients = 4;
        int rounds = 200;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            for (int epoch = 1; epoch <= rounds; epoch++) {
                int current = epoch;
                CountDownLatch together = new CountDownLatch(clients);
                List<Future<Boolean>> served = IntStream.range(0, clients)
                        .mapToObj(client -> threads.submit(() -> {
                            together.countDown();
                            together.await();
                            return isServed(session, current);
                        }))
                        .toList();
                int winners = 0;
                for (Future<Boolean> one : served) {
                    winners += one.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(sessions.partitions()).isEqualTo(10);
    }

    private boolean isServed(int session, int epoch) {
        try {
            use(session, epoch);
            return true;
        } catch (InvalidFetchSessionEpochException overtaken) {
            return false;
        }
    }

    private int open(int partitions) {
        return sessions.open(targets(partitions), false);
    }

    private static List<FetchTarget> targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(partition ->
                        FetchTarget.of(Key.byName("t", partition), new FetchPartition().setPartition(partition)))
                .toList();
    }

    private void use(int session, int epoch) {
        sessions.begin(Fetches.request(session, epoch), (short) Fetches.BY_NAME);
    }

    private void assertGone(int session, int epoch) {
        assertThatThrownBy(() -> use(session, epoch)).isInstanceOf(FetchSessionIdNotFoundException.class);
    }
}
