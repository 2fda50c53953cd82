package org.ordertracking.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.logistics.domain.Deliveries.NOON;
import static org.ordertracking.logistics.domain.Deliveries.hours;
import static org.ordertracking.logistics.domain.Deliveries.scheduled;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.logistics.domain.Delivery.State;

class DeliveryTest {

    @Test
    void aDeliveryBeginsScheduled() {
        assertThat(scheduled())
                .returns(State.SCHEDULED, Delivery::state)
                .returns(NOON, Delivery::stateSince)
                .returns(Optional.empty(), Delivery::vehicleId);
    }

    @Test
    void aScheduledParcelIsDispatchedThenDelivered() {
        Delivery delivered = scheduled().dispatch(Optional.empty(), hours(1)).deliver(hours(24));

        assertThat(delivered)
                .returns(State.DELIVERED, Delivery::state)
                .returns(Optional.of(hours(1)), Delivery::dispatchedAt)
                .returns(Optional.of(hours(24)), Delivery::deliveredAt)
                .returns(hours(24), Delivery::stateSince);
    }

    @Test
    void aScheduledParcelCanBeKeptBack() {
        Delivery cancelled = scheduled().cancel(hours(1));

        assertThat(cancelled)
                .returns(State.CANCELLED, Delivery::state)
                .returns(
                        Optional.of(hours(1)), delivery -> delivery.milestones().of(State.CANCELLED))
                .returns(hours(1), Delivery::stateSince);
    }

    @Test
    void aDispatchedParcelCannotBeKeptBackButCalledBack() {
        Delivery dispatched = scheduled().dispatch(Optional.of("VAN-00001"), hours(1));

        assertThatThrownBy(() -> dispatched.cancel(hours(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the delivery of order order-1 cannot become CANCELLED, it is DISPATCHED");
        assertThat(dispatched.callOff(hours(2)).orElseThrow())
                .returns(State.RETURNING, Delivery::state)
                .returns(Optional.of("VAN-00001"), Delivery::vehicleId)
                .returns(hours(2), Delivery::stateSince);
    }

    @Test
    void aParcelThatWasJustDeliveredIsCalledBackToo() {
        Delivery delivered = scheduled().dispatch(Optional.empty(), hours(1)).deliver(hours(2));

        Delivery returned = delivered.callOff(hours(3)).orElseThrow().takeBack(hours(4));

        assertThat(returned)
                .returns(State.RETURNED, Delivery::state)
                .returns(Optional.of(hours(2)), Delivery::deliveredAt)
                .returns(hours(4), Delivery::stateSince);
    }

    @Test
    void aScheduledParcelIsCalledOffByStaying() {
        assertThat(scheduled().callOff(hours(1)).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aParcelIsDispatchedOnce() {
        assertThatThrownBy(
                        () -> scheduled().dispatch(Optional.empty(), hours(1)).dispatch(Optional.empty(), hours(2)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aParcelThatWasNotDispatchedIsNotDelivered() {
        assertThatThrownBy(() -> scheduled().deliver(hours(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingFollowsAnEnd() {
        Delivery cancelled = scheduled().cancel(hours(1));
        Delivery delivered = scheduled().dispatch(Optional.empty(), hours(1)).deliver(hours(2));

        assertThatThrownBy(() -> cancelled.dispatch(Optional.empty(), hours(2)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cancelled.deliver(hours(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cancelled.cancel(hours(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> delivered.dispatch(Optional.empty(), hours(3)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> delivered.deliver(hours(3))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> delivered.cancel(hours(3))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClockThatRunsBackwardsDoesNotTurnStepsAround() {
        Instant earlier = NOON.minusSeconds(5);

        assertThat(scheduled().dispatch(Optional.empty(), earlier).stateSince()).isEqualTo(NOON);
        assertThat(scheduled().cancel(earlier).stateSince()).isEqualTo(NOON);
        assertThat(scheduled()
                        .dispatch(Optional.empty(), hours(1))
                        .deliver(earlier)
                        .stateSince())
                .isEqualTo(hours(1));
    }

    @Test
    void timesThatDoNotBelongToTheStateAreRefused() {
        Delivery plan = scheduled();

        assertThatThrownBy(() -> new Delivery(
                        plan.orderId(),
                        plan.trackingNumber(),
                        plan.carrier(),
                        plan.slot(),
                        plan.destination(),
                        State.DISPATCHED,
                        plan.milestones(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
