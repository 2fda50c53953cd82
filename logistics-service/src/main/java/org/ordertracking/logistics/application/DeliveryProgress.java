package org.ordertracking.logistics.application;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.logistics.config.LogisticsConfig;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Pace;
import org.ordertracking.logistics.storage.Deliveries;
import org.ordertracking.messaging.outbox.Outbox;

/** Moves due deliveries on, a bounded batch in each transaction. Safe on several instances at once. */
@ApplicationScoped
public class DeliveryProgress {

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final Pace pace;
    private final int batchSize;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    DeliveryProgress(
            Deliveries deliveries,
            Outbox outbox,
            Pace pace,
            LogisticsConfig config,
            InstantSource clock,
            MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.pace = pace;
        this.batchSize = config.pace().batchSize();
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Dispatches parcels that are due.
     *
     * @return whether more may be due
     */
    @Transactional
    public boolean dispatchDue() {
        Instant now = clock.instant();
        return move(
                deliveries.lockDue(Delivery.State.SCHEDULED, pace.scheduledLongEnough(now), batchSize),
                delivery -> delivery.dispatch(now),
                delivery -> new ParcelDispatched(
                        delivery.orderId(), delivery.trackingNumber().value(), delivery.stateSince()));
    }

    /**
     * Delivers parcels that are due.
     *
     * @return whether more may be due
     */
    @Transactional
    public boolean deliverDue() {
        Instant now = clock.instant();
        return move(
                deliveries.lockDue(Delivery.State.DISPATCHED, pace.dispatchedLongEnough(now), batchSize),
                delivery -> delivery.deliver(now),
                delivery -> new ParcelDelivered(
                        delivery.orderId(), delivery.trackingNumber().value(), delivery.stateSince()));
    }

    private boolean move(
            List<Delivery> due, UnaryOperator<Delivery> step, Function<Delivery, DeliveryEvent> announcement) {
        for (Delivery delivery : due) {
            Delivery moved = step.apply(delivery);
            deliveries.update(moved);
            outbox.publish(announcement.apply(moved));
            metrics.counter("logistics.deliveries", "state", moved.state().name())
                    .increment();
        }
        return due.size() == batchSize;
    }
}
