package org.ordertracking.logistics.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.logistics.config.LogisticsConfig;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Pace;
import org.ordertracking.logistics.storage.Deliveries;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.messaging.telemetry.LaterSteps;
import org.ordertracking.messaging.telemetry.Traced;

/** Moves due deliveries on, a bounded batch in each transaction. Safe on several instances at once. */
@ApplicationScoped
public class DeliveryProgress {

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final Pace pace;
    private final int batchSize;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;
    private final LaterSteps steps;
    private final VehicleAssignment vehicles;
    private final Event<DeliveryChanged> changes;

    DeliveryProgress(
            Deliveries deliveries,
            Outbox outbox,
            Pace pace,
            LogisticsConfig config,
            InstantSource clock,
            DeliveryMetrics metrics,
            LaterSteps steps,
            VehicleAssignment vehicles,
            Event<DeliveryChanged> changes) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.pace = pace;
        this.batchSize = config.pace().batchSize();
        this.clock = clock;
        this.metrics = metrics;
        this.steps = steps;
        this.vehicles = vehicles;
        this.changes = changes;
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
                "dispatch parcel",
                deliveries.lockDue(Delivery.State.SCHEDULED, pace.scheduledLongEnough(now), batchSize),
                delivery -> delivery.dispatch(vehicles.carrying(delivery.orderId()), now),
                delivery -> new ParcelDispatched(
                        delivery.orderId(),
                        delivery.trackingNumber().value(),
                        delivery.stateSince(),
                        delivery.vehicleId().orElse(null)));
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
                "deliver parcel",
                deliveries.lockDue(Delivery.State.DISPATCHED, pace.dispatchedLongEnough(now), batchSize),
                delivery -> delivery.deliver(now),
                delivery -> new ParcelDelivered(
                        delivery.orderId(), delivery.trackingNumber().value(), delivery.stateSince()));
    }

    /**
     * Takes parcels back that were called back long enough ago.
     *
     * @return whether more may be due
     */
    @Transactional
    public boolean returnDue() {
        Instant now = clock.instant();
        return move(
                "return parcel",
                deliveries.lockDue(Delivery.State.RETURNING, pace.recalledLongEnough(now), batchSize),
                delivery -> delivery.takeBack(now),
                delivery -> new ParcelReturned(
                        delivery.orderId(), delivery.trackingNumber().value(), delivery.stateSince()));
    }

    private boolean move(
            String name,
            List<Traced<Delivery>> due,
            UnaryOperator<Delivery> step,
            Function<Delivery, DeliveryEvent> announcement) {
        for (Traced<Delivery> delivery : due) {
            steps.run(name, delivery, before -> {
                Delivery moved = step.apply(before);
                deliveries.update(moved);
                outbox.publish(announcement.apply(moved));
                metrics.reached(moved);
                changes.fire(new DeliveryChanged(moved.orderId()));
            });
        }
        return due.size() == batchSize;
    }
}
