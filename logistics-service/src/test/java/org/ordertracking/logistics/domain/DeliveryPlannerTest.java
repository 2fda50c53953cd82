package org.ordertracking.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.logistics.domain.Deliveries.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryPlannerTest {

    private static final Destination BERLIN = new Destination("Main St 1", "10115", "Berlin", "DE");
    private static final Pace PACE = new Pace(Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(12));

    private final DeliveryPlanner planner = new DeliveryPlanner(
            List.of(new Carrier("North", "CA"), new Carrier("South", "CB")), "DE", PACE, Duration.ofHours(2));

    @Test
    void theSlotHoldsTheTimeOfArrival() {
        Delivery delivery = planner.plan("order-1", BERLIN, 1, NOON);

        assertThat(delivery.slot())
                .isEqualTo(new Slot(Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-02T14:00:00Z")));
    }

    @Test
    void theTrackingNumberBeginsWithTheCarriersLetters() {
        Delivery delivery = planner.plan("order-1", BERLIN, 1, NOON);

        assertThat(delivery.trackingNumber().value())
                .isEqualTo((delivery.carrier().equals("North") ? "CA" : "CB") + "000000014DE");
    }

    @Test
    void theSameOrderGetsTheSameCarrier() {
        assertThat(planner.plan("order-1", BERLIN, 1, NOON).carrier())
                .isEqualTo(
                        planner.plan("order-1", BERLIN, 2, NOON.plusSeconds(1)).carrier());
    }

    @Test
    void ordersAreSpreadOverAllCarriers() {
        Map<String, Long> parcels = IntStream.range(0, 1000)
                .mapToObj(i ->
                        planner.plan(new UUID(0, i).toString(), BERLIN, i, NOON).carrier())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(parcels.keySet()).containsExactlyInAnyOrder("North", "South");
        assertThat(parcels.values()).allSatisfy(count -> assertThat(count).isBetween(300L, 700L));
    }

    @Test
    void withoutACarrierThereIsNoPlanner() {
        assertThatThrownBy(() -> new DeliveryPlanner(List.of(), "DE", PACE, Duration.ofHours(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPaceIsNeverNegative() {
        assertThatThrownBy(() -> new Pace(Duration.ofHours(-1), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
