package org.ordertracking.logistics.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.logistics.Orders.cancelled;
import static org.ordertracking.logistics.Orders.confirmed;
import static org.ordertracking.logistics.Orders.unique;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.logistics.EventLog;
import org.ordertracking.logistics.TestClock;
import org.ordertracking.logistics.application.DeliveryProgress;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.TrackingNumber;

@QuarkusTest
class OrderFlowTest {

    private static final Duration DISPATCH_AFTER = Duration.ofHours(1);
    private static final Duration DELIVER_AFTER = Duration.ofHours(24);
    private static final Duration RETURN_AFTER = Duration.ofHours(24);

    private final String orderId = unique("order");

    @Inject
    EventLog log;

    @Inject
    DeliverySchedule schedule;

    @Inject
    DeliveryProgress progress;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry metrics;

    @Test
    void aConfirmedOrderIsScheduled() {
        log.say(confirmed(orderId));

        DeliveryScheduled scheduled = log.await(DeliveryScheduled.class, orderId);
        assertThat(scheduled.scheduledAt()).isEqualTo(clock.instant());
        assertThat(scheduled.slotStart())
                .isBeforeOrEqualTo(clock.instant().plus(DISPATCH_AFTER).plus(DELIVER_AFTER));
        assertThat(scheduled.slotEnd())
                .isAfter(clock.instant().plus(DISPATCH_AFTER).plus(DELIVER_AFTER));
        assertThat(scheduled.carrier()).isIn("Northwind Parcel", "Blue Bicycle Couriers");
        assertThat(new TrackingNumber(scheduled.trackingNumber()))
                .isEqualTo(delivery().orElseThrow().trackingNumber());
    }

    @Test
    void aScheduledParcelIsDispatchedWhenItsTimeHasCome() {
        DeliveryScheduled scheduled = scheduled();
        clock.advance(DISPATCH_AFTER.minusMillis(1));
        dispatchAllDue();
        assertThat(state()).isEqualTo(Delivery.State.SCHEDULED);

        clock.advance(Duration.ofMillis(1));
        dispatchAllDue();

        ParcelDispatched dispatched = log.await(ParcelDispatched.class, orderId);
        assertThat(dispatched)
                .isEqualTo(new ParcelDispatched(
                        orderId, scheduled.trackingNumber(), clock.instant(), dispatched.vehicleId()));
        assertThat(delivery().orElseThrow().vehicleId()).contains(dispatched.vehicleId());
        assertThat(state()).isEqualTo(Delivery.State.DISPATCHED);
    }

    @Test
    void aDispatchedParcelIsDeliveredWhenItsTimeHasCome() {
        DeliveryScheduled scheduled = dispatched();
        clock.advance(DELIVER_AFTER.minusMillis(1));
        deliverAllDue();
        assertThat(state()).isEqualTo(Delivery.State.DISPATCHED);

        clock.advance(Duration.ofMillis(1));
        deliverAllDue();

        assertThat(log.await(ParcelDelivered.class, orderId))
                .isEqualTo(new ParcelDelivered(orderId, scheduled.trackingNumber(), clock.instant()));
        assertThat(state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aParcelThatIsNotDispatchedIsNotDeliveredHoweverLateItIs() {
        scheduled();
        clock.advance(Duration.ofDays(3));

        deliverAllDue();

        assertThat(state()).isEqualTo(Delivery.State.SCHEDULED);
    }

    @Test
    void aCancelledOrderIsNotDispatched() {
        scheduled();
        log.say(cancelled(orderId));
        allOrdersAreHeard();
        clock.advance(DISPATCH_AFTER);

        dispatchAllDue();

        assertThat(state()).isEqualTo(Delivery.State.CANCELLED);
        assertThat(log.heard(ParcelDispatched.class, orderId)).isEmpty();
    }

    @Test
    void aParcelThatHasLeftIsCalledBackWhenItsOrderIsCancelledAndNeverDelivered() {
        DeliveryScheduled scheduled = dispatched();
        log.say(cancelled(orderId));

        assertThat(log.await(ParcelRecalled.class, orderId))
                .isEqualTo(new ParcelRecalled(orderId, scheduled.trackingNumber(), clock.instant()));
        clock.advance(DELIVER_AFTER);
        deliverAllDue();
        assertThat(state()).isEqualTo(Delivery.State.RETURNING);
        assertThat(log.heard(ParcelDelivered.class, orderId)).isEmpty();
    }

    @Test
    void aParcelThatWasCalledBackIsInTheWarehouseAgainWhenItsTimeHasCome() {
        DeliveryScheduled scheduled = dispatched();
        log.say(cancelled(orderId));
        log.await(ParcelRecalled.class, orderId);
        clock.advance(RETURN_AFTER.minusMillis(1));
        returnAllDue();
        assertThat(state()).isEqualTo(Delivery.State.RETURNING);

        clock.advance(Duration.ofMillis(1));
        returnAllDue();

        assertThat(log.await(ParcelReturned.class, orderId))
                .isEqualTo(new ParcelReturned(orderId, scheduled.trackingNumber(), clock.instant()));
        assertThat(state()).isEqualTo(Delivery.State.RETURNED);
    }

    @Test
    void aParcelThatWasDeliveredBeforeTheCancellationWasHeardOfIsCalledBackToo() {
        dispatched();
        clock.advance(DELIVER_AFTER);
        deliverAllDue();

        log.say(cancelled(orderId));

        log.await(ParcelRecalled.class, orderId);
        assertThat(log.heard(DeliveryEvent.class, orderId))
                .extracting(Event::getClass)
                .containsExactly(
                        DeliveryScheduled.class, ParcelDispatched.class, ParcelDelivered.class, ParcelRecalled.class);
    }

    @Test
    void aSecondCancellationChangesNothingAndIsCounted() {
        dispatched();
        log.say(cancelled(orderId));
        log.await(ParcelRecalled.class, orderId);
        double before = ignoredCancellations();

        log.say(cancelled(orderId));
        allOrdersAreHeard();

        assertThat(log.heard(ParcelRecalled.class, orderId)).hasSize(1);
        assertThat(ignoredCancellations() - before).isEqualTo(1);
    }

    @Test
    void nothingIsScheduledForAnOrderThatWasCancelledBeforeItWasHeardOf() {
        log.say(cancelled(orderId));
        log.say(cancelled(orderId));
        log.say(confirmed(orderId));
        allOrdersAreHeard();

        assertThat(delivery()).isEmpty();
        assertThat(log.heard(DeliveryEvent.class, orderId)).isEmpty();
    }

    @Test
    void theSameEventTwiceSchedulesOnce() {
        EventEnvelope<Event> event = log.say(confirmed(orderId));
        log.say(event);
        allOrdersAreHeard();

        assertThat(log.heard(DeliveryEvent.class, orderId)).hasSize(1);
    }

    @Test
    void theSameOrderInTwoEventsSchedulesOnce() {
        log.say(confirmed(orderId));
        log.say(confirmed(orderId));
        allOrdersAreHeard();

        assertThat(log.heard(DeliveryEvent.class, orderId)).hasSize(1);
    }

    @Test
    void aWholeStoryToldThreeTimesEndsAsIfToldOnce() {
        for (int again = 0; again < 3; again++) {
            log.say(confirmed(orderId));
            allOrdersAreHeard();
            clock.advance(DISPATCH_AFTER);
            dispatchAllDue();
            clock.advance(DELIVER_AFTER);
            deliverAllDue();
        }

        List<DeliveryEvent> story = log.await(DeliveryEvent.class, orderId, 3);
        assertThat(story)
                .extracting(Event::getClass)
                .containsExactly(DeliveryScheduled.class, ParcelDispatched.class, ParcelDelivered.class);
    }

    private DeliveryScheduled scheduled() {
        log.say(confirmed(orderId));
        return log.await(DeliveryScheduled.class, orderId);
    }

    private DeliveryScheduled dispatched() {
        DeliveryScheduled scheduled = scheduled();
        clock.advance(DISPATCH_AFTER);
        dispatchAllDue();
        return scheduled;
    }

    private void dispatchAllDue() {
        boolean more = true;
        while (more) {
            more = progress.dispatchDue();
        }
    }

    private void deliverAllDue() {
        boolean more = true;
        while (more) {
            more = progress.deliverDue();
        }
    }

    private void returnAllDue() {
        boolean more = true;
        while (more) {
            more = progress.returnDue();
        }
    }

    private Optional<Delivery> delivery() {
        return schedule.find(orderId);
    }

    private Delivery.State state() {
        return delivery().orElseThrow().state();
    }

    private double ignoredCancellations() {
        return metrics.counter("logistics.events.ignored", "step", "cancel", "state", "RETURNING")
                .count();
    }

    /** Events of a topic are heard in their order: once the service has answered a later order, it has heard the ones before. */
    private void allOrdersAreHeard() {
        String later = unique("later");
        log.say(confirmed(later));
        log.await(DeliveryScheduled.class, later);
    }
}
