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
                .returns(true, Delivery::cancellable);
    }

    @Test
    void aScheduledParcelIsDispatchedThenDelivered() {
        Delivery delivered = scheduled().dispatch(hours(1)).deliver(hours(24));

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
                .returns(Optional.of(hours(1)), Delivery::cancelledAt)
                .returns(hours(1), Delivery::stateSince);
    }

    @Test
    void aDispatchedParcelCannotBeKeptBack() {
        Delivery dispatched = scheduled().dispatch(hours(1));

        assertThat(dispatched.cancellable()).isFalse();
        assertThatThrownBy(() -> dispatched.cancel(hours(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the delivery of order order-1 cannot become CANCELLED, it is DISPATCHED");
    }

    @Test
    void aParcelIsDispatchedOnce() {
        assertThatThrownBy(() -> scheduled().dispatch(hours(1)).dispatch(hours(2)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aParcelThatWasNotDispatchedIsNotDelivered() {
        assertThatThrownBy(() -> scheduled().deliver(hours(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingFollowsAnEnd() {
        Delivery cancelled = scheduled().cancel(hours(1));
        Delivery delivered = scheduled().dispatch(hours(1)).deliver(hours(2));

        assertThatThrownBy(() -> cancelled.dispatch(hours(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cancelled.deliver(hours(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cancelled.cancel(hours(2))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> delivered.dispatch(hours(3))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> delivered.deliver(hours(3))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> delivered.cancel(hours(3))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClockThatRunsBackwardsDoesNotTurnStepsAround() {
        Instant earlier = NOON.minusSeconds(5);

        assertThat(scheduled().dispatch(earlier).stateSince()).isEqualTo(NOON);
        assertThat(scheduled().cancel(earlier).stateSince()).isEqualTo(NOON);
        assertThat(scheduled().dispatch(hours(1)).deliver(earlier).stateSince()).isEqualTo(hours(1));
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
                        NOON,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
