package org.ordertracking.logistics.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ordertracking.logistics.storage.FleetLeases;

@QuarkusTest
class FleetLeaseTest {

    /** Each test has a time of its own, after all leases of the others have run out. */
    private static final AtomicReference<Instant> NEXT = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));

    private final Instant start = NEXT.getAndUpdate(before -> before.plus(Duration.ofDays(1)));

    @Inject
    FleetLeases leases;

    @Inject
    Roster roster;

    private Instant second(long second) {
        return start.plusSeconds(second);
    }

    @Test
    void oneOfTwoProcessesDrivesTheFleet() {
        assertThat(leases.acquire("one", second(0), second(10))).isTrue();
        assertThat(leases.acquire("two", second(5), second(15))).isFalse();
    }

    @Test
    void whoHasTheLeaseKeepsItAsLongAsItIsRenewed() {
        leases.acquire("one", second(0), second(10));

        assertThat(leases.acquire("one", second(6), second(16))).isTrue();
        assertThat(leases.acquire("two", second(12), second(22))).isFalse();
    }

    @Test
    void aLeaseThatRanOutIsTakenOver() {
        leases.acquire("one", second(0), second(10));

        assertThat(leases.acquire("two", second(10), second(20))).isTrue();
        assertThat(leases.acquire("one", second(11), second(21))).isFalse();
    }

    @Test
    void aLeaseThatIsGivenUpNeedNotRunOut() {
        leases.acquire("one", second(0), second(10));
        leases.release("one", second(2));

        assertThat(leases.acquire("two", second(2), second(12))).isTrue();
    }

    @Test
    void ofManyThatAskAtOnceOneGetsIt() {
        long got = IntStream.range(0, 20)
                .parallel()
                .filter(i -> QuarkusTransaction.requiringNew()
                        .call(() -> leases.acquire("process-" + i, second(100), second(110))))
                .count();

        assertThat(got).isEqualTo(1);
    }

    @Test
    void anOrdersParcelIsAlwaysCarriedByTheSameVehicle() {
        Optional<String> vehicle = roster.carrying("order-1");

        assertThat(vehicle).isPresent().isEqualTo(roster.carrying("order-1"));
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> roster.carrying("order-" + i).orElseThrow())
                        .distinct())
                .hasSize(roster.size());
    }
}
