package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.order.domain.Orders.PLACED_AT;
import static org.ordertracking.order.domain.Orders.after;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.Payment;
import org.ordertracking.events.RejectionReason;

class OrderTest {

    @Test
    void placingAnOrderTellsTheOthersEverythingTheyNeed() {
        Purchase purchase = Orders.purchase();

        Transition placing = Order.place("order-1", purchase, PLACED_AT);

        assertThat(placing.event())
                .contains(new OrderPlaced(
                        "order-1",
                        purchase.customer(),
                        purchase.deliverTo(),
                        purchase.lines(),
                        "EUR",
                        new BigDecimal("38.80"),
                        PLACED_AT));
    }

    @Test
    void confirmingRejectingAndCancellingAreToldToTheOthers() {
        Order placed = Orders.placed();

        assertThat(placed.confirm(after(1)).event())
                .contains(new OrderConfirmed(
                        "order-1",
                        placed.purchase().deliverTo(),
                        placed.purchase().lines(),
                        after(1)));
        assertThat(placed.reject(RejectionReason.OUT_OF_STOCK, "none left", after(1))
                        .event())
                .contains(new OrderRejected("order-1", RejectionReason.OUT_OF_STOCK, "none left", after(1)));
        assertThat(placed.cancel("changed my mind", after(1)).event())
                .contains(new OrderCancelled("order-1", "changed my mind", after(1)));
    }

    @Test
    void anOrderIsPlacedWithTheCardAndTheVisitorThatAreKnown() {
        Checkout checkout = new Checkout(Optional.of(new Payment("tok-1")), Optional.of("v-1"));

        Transition placing = Order.place("order-1", Orders.purchase(), checkout, PLACED_AT);

        assertThat(placing.event()).hasValueSatisfying(event -> {
            assertThat(((OrderPlaced) event).payment()).isEqualTo(new Payment("tok-1"));
            assertThat(((OrderPlaced) event).visitorId()).isEqualTo("v-1");
        });
    }

    @Test
    void clearingIsToldToTheOthersAndLeavesTheStateAsItIs() {
        Order placed = Orders.placed();

        Transition clearing = placed.clear(after(1));

        assertThat(clearing.effect()).isEqualTo(Effect.MILESTONE);
        assertThat(clearing.order().state()).isEqualTo(OrderState.PLACED);
        assertThat(clearing.order().clearedAt()).contains(after(1));
        assertThat(clearing.event())
                .contains(new OrderCleared("order-1", placed.purchase().lines(), after(1)));
    }

    @Test
    void aSuspectedOrderIsRejectedAndTheOthersHearWhy() {
        Transition suspecting = Orders.placed().suspect("11 orders in a minute", after(1));

        assertThat(suspecting.effect()).isEqualTo(Effect.ADVANCED);
        assertThat(suspecting.event())
                .contains(new OrderRejected(
                        "order-1", RejectionReason.FRAUD_SUSPECTED, "11 orders in a minute", after(1)));
    }

    @Test
    void theFirstVerdictCounts() {
        Order cleared = Orders.placed().clear(after(1)).order();
        Order suspected = Orders.placed().suspect("too often", after(1)).order();

        assertThat(cleared.clear(after(2))).isEqualTo(Transition.silent(cleared, Effect.REPEATED));
        assertThat(cleared.suspect("too often", after(2))).isEqualTo(Transition.silent(cleared, Effect.LATE));
        assertThat(suspected.suspect("too often", after(2))).isEqualTo(Transition.silent(suspected, Effect.REPEATED));
        assertThat(suspected.clear(after(2))).isEqualTo(Transition.silent(suspected, Effect.LATE));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PLACED", "REJECTED"})
    void aVerdictOnAnOrderThatHasGoneOnComesTooLateAndIsNotToldToTheOthers(OrderState state) {
        Order order = Orders.in(state);

        assertThat(order.clear(after(9))).isEqualTo(Transition.silent(order, Effect.LATE));
        assertThat(order.suspect("too often", after(9))).isEqualTo(Transition.silent(order, Effect.LATE));
    }

    @Test
    void whenItWasClearedIsKeptOnTheWay() {
        Order cleared = Orders.placed().clear(after(1)).order();

        assertThat(cleared.confirm(after(2)).order().clearedAt()).contains(after(1));
        assertThat(cleared.schedule(Orders.PLAN, after(2)).order().clearedAt()).contains(after(1));
        assertThat(cleared.cancel("changed my mind", after(2)).order().clearedAt())
                .contains(after(1));
        assertThat(cleared.reject(RejectionReason.OUT_OF_STOCK, "none left", after(2))
                        .order()
                        .clearedAt())
                .contains(after(1));
    }

    @Test
    void whatTheDeliverySaysIsNotToldAgain() {
        Order confirmed = Orders.in(OrderState.CONFIRMED);

        assertThat(confirmed.schedule(Orders.PLAN, after(2)).event()).isEmpty();
        assertThat(confirmed.dispatch("TRACK-1", after(2)).event()).isEmpty();
        assertThat(confirmed.deliver("TRACK-1", after(2)).event()).isEmpty();
    }

    @Test
    void aPlanThatIsHeardOfAfterTheDepartureStillFillsInCarrierSlotAndTime() {
        Order dispatched =
                Orders.in(OrderState.CONFIRMED).dispatch("TRACK-1", after(30)).order();
        assertThat(dispatched.delivery().orElseThrow().carrier()).isNull();

        Order after = dispatched.schedule(Orders.PLAN, after(20)).order();

        assertThat(after.state()).isEqualTo(OrderState.DISPATCHED);
        assertThat(after.delivery()).contains(Orders.PLAN);
        assertThat(after.milestones().of(OrderState.SCHEDULED)).contains(after(20));
    }

    @Test
    void aSkippedConfirmationIsNotPublishedWhenTheReservationIsHeardOfLater() {
        Order scheduled = Orders.placed().schedule(Orders.PLAN, after(5)).order();

        Transition late = scheduled.confirm(after(9));

        assertThat(late.event()).isEmpty();
        assertThat(late.order()).isEqualTo(scheduled);
    }

    @Test
    void aRejectedOrderKnowsWhyAndACancelledOneToo() {
        assertThat(Orders.in(OrderState.REJECTED).rejection())
                .contains(new Rejection(RejectionReason.OUT_OF_STOCK, "none left"));
        assertThat(Orders.in(OrderState.CANCELLED).cancellationReason()).contains("changed my mind");
    }

    @Test
    void anOrderCannotBeBuiltWithAReasonThatItsStateDoesNotHave() {
        Order placed = Orders.placed();

        assertThatThrownBy(() -> new Order(
                        placed.id(),
                        placed.purchase(),
                        OrderState.REJECTED,
                        placed.milestones(),
                        placed.clearedAt(),
                        placed.rejection(),
                        placed.cancellationReason(),
                        placed.delivery(),
                        placed.parcelReturn()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REJECTED");
    }

    @Test
    void anOrderCanBeCalledOffUntilTheParcelHasArrived() {
        assertThat(List.of(OrderState.values()).stream()
                        .filter(OrderState::isCancellable)
                        .toList())
                .containsExactly(OrderState.PLACED, OrderState.CONFIRMED, OrderState.SCHEDULED, OrderState.DISPATCHED);
    }

    @Test
    void theParcelOfACancelledOrderIsCalledBackAndComesBack() {
        Order cancelled = Orders.in(OrderState.DISPATCHED)
                .cancel("changed my mind", after(4))
                .order();
        assertThat(cancelled.isSettled()).isFalse();

        Order recalled = cancelled.recall("TRACK-1", after(5)).order();
        Order returned = recalled.takeBack("TRACK-1", after(6)).order();

        assertThat(recalled.isSettled()).isFalse();
        assertThat(returned)
                .returns(OrderState.CANCELLED, Order::state)
                .returns(
                        Optional.of(new ParcelReturn(Optional.of(after(5)), Optional.of(after(6)))),
                        Order::parcelReturn)
                .returns(true, Order::isSettled);
    }

    @Test
    void aParcelThatLeftInARaceWithTheCancellationFillsInTheDeliveryButNoMilestone() {
        Order cancelled = Orders.in(OrderState.CONFIRMED)
                .cancel("changed my mind", after(2))
                .order();

        Order after = cancelled
                .schedule(Orders.PLAN, after(1))
                .order()
                .dispatch("TRACK-1", after(3))
                .order()
                .deliver("TRACK-1", after(4))
                .order();

        assertThat(after.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(after.delivery()).contains(Orders.PLAN);
        assertThat(after.milestones()).isEqualTo(cancelled.milestones());
    }

    @Test
    void anOrderThatWasNeverDispatchedIsSettledAsSoonAsItIsCancelled() {
        assertThat(Orders.in(OrderState.CANCELLED).isSettled()).isTrue();
        assertThat(Orders.in(OrderState.DELIVERED).isSettled()).isTrue();
        assertThat(Orders.in(OrderState.DISPATCHED).isSettled()).isFalse();
    }
}
