package org.ordertracking.logistics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.logistics.domain.Slot;
import org.ordertracking.logistics.domain.TrackingNumber;
import org.ordertracking.logistics.fleet.Position;

class DeliveryFollowerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Optional<Instant> ARRIVAL = Optional.of(NOON.plusSeconds(3600));
    private static final Delivery DISPATCHED = Delivery.schedule(
                    "order-1",
                    TrackingNumber.of("CA", 1, "DE"),
                    "Northwind Parcel",
                    Slot.holding(NOON, Duration.ofHours(2)),
                    new Destination("Main St 1", "10115", "Berlin", "DE"),
                    NOON)
            .dispatch(Optional.of("VAN-00001"), NOON);

    private final DeliveryFollower follower = new DeliveryFollower(Duration.ofSeconds(15), NOON);

    @Test
    void theDeliveryIsToldFirstWithPositionAndArrival() {
        assertThat(look(DISPATCHED, 0)).containsExactly(new Word.State(DISPATCHED, at(0), ARRIVAL));
    }

    @Test
    void afterThatOnlyWhatIsNewIsTold() {
        look(DISPATCHED, 0);

        assertThat(follower.look(DISPATCHED, at(0), ARRIVAL, NOON.plusSeconds(1)))
                .isEmpty();
        assertThat(look(DISPATCHED, 2)).containsExactly(new Word.Moved(at(2).orElseThrow()));
        assertThat(follower.look(DISPATCHED, at(2), Optional.of(NOON.plusSeconds(60)), NOON.plusSeconds(3)))
                .containsExactly(new Word.Arrival(NOON.plusSeconds(60)));
    }

    @Test
    void aFollowerThatWasSlowHearsWhereTheParcelIsNowAndNotWhereItWas() {
        look(DISPATCHED, 0);

        assertThat(look(DISPATCHED, 600)).containsExactly(new Word.Moved(at(600).orElseThrow()));
    }

    @Test
    void aDeliveredParcelIsTheLastWord() {
        look(DISPATCHED, 0);
        Delivery delivered = DISPATCHED.deliver(NOON.plusSeconds(5));

        assertThat(follower.look(delivered, Optional.empty(), Optional.empty(), NOON.plusSeconds(5)))
                .containsExactly(
                        new Word.State(delivered, Optional.empty(), Optional.empty()), new Word.End(delivered));
    }

    @Test
    void aParcelThatIsCalledBackIsFollowedUntilItIsBack() {
        look(DISPATCHED, 0);
        Delivery recalled = DISPATCHED.recall(NOON.plusSeconds(5));
        Delivery returned = recalled.takeBack(NOON.plusSeconds(9));

        assertThat(follower.look(recalled, at(5), Optional.empty(), NOON.plusSeconds(5)))
                .containsExactly(new Word.State(recalled, at(5), Optional.empty()));
        assertThat(follower.look(returned, Optional.empty(), Optional.empty(), NOON.plusSeconds(9)))
                .last()
                .isEqualTo(new Word.End(returned));
    }

    @Test
    void aHeartbeatComesAfterSilenceAndNotBefore() {
        follower.look(DISPATCHED, Optional.empty(), ARRIVAL, NOON);

        assertThat(follower.look(DISPATCHED, Optional.empty(), ARRIVAL, NOON.plusSeconds(14)))
                .isEmpty();
        assertThat(follower.look(DISPATCHED, Optional.empty(), ARRIVAL, NOON.plusSeconds(15)))
                .containsExactly(new Word.Heartbeat());
    }

    private List<Word> look(Delivery delivery, long second) {
        return follower.look(delivery, at(second), ARRIVAL, NOON.plusSeconds(second));
    }

    private static Optional<Position> at(long second) {
        return Optional.of(new Position("VAN-00001", 52.5, 13.4, 30, NOON.plusSeconds(second)));
    }
}
