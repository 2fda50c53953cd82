package org.ordertracking.logistics.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.DeliveryPlanner;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.logistics.storage.Deliveries;
import org.ordertracking.logistics.storage.WithdrawnOrders;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.messaging.telemetry.TraceParent;
import org.ordertracking.messaging.telemetry.Traced;

/**
 * Schedules deliveries and calls them off. Each method may be called again, late or in the wrong order: what does not fit
 * the delivery's state changes nothing and is counted.
 */
@ApplicationScoped
public class DeliverySchedule {

    private static final Logger LOG = Logger.getLogger(DeliverySchedule.class);

    private final Deliveries deliveries;
    private final WithdrawnOrders withdrawn;
    private final DeliveryPlanner planner;
    private final Outbox outbox;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;
    private final Event<DeliveryChanged> changes;

    DeliverySchedule(
            Deliveries deliveries,
            WithdrawnOrders withdrawn,
            DeliveryPlanner planner,
            Outbox outbox,
            InstantSource clock,
            DeliveryMetrics metrics,
            Event<DeliveryChanged> changes) {
        this.deliveries = deliveries;
        this.withdrawn = withdrawn;
        this.planner = planner;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        this.changes = changes;
    }

    public Optional<Delivery> find(String orderId) {
        return deliveries.find(orderId);
    }

    /**
     * Some of the deliveries, the newest first.
     *
     * @param state those in this state; empty for all
     */
    public List<Delivery> page(Optional<Delivery.State> state, int limit, long offset) {
        return deliveries.page(state, limit, offset);
    }

    /** How many deliveries there are, in one state or altogether. */
    public long count(Optional<Delivery.State> state) {
        return deliveries.count(state);
    }

    /** Schedules the delivery of an order, unless there is one or the order was cancelled before. */
    @Transactional
    public void schedule(String orderId, Destination destination) {
        Optional<Delivery> known = deliveries.find(orderId);
        if (known.isPresent()) {
            ignore("schedule", orderId, known.get().state().name());
            return;
        }
        if (withdrawn.contains(orderId)) {
            ignore("schedule", orderId, DeliveryMetrics.WITHDRAWN);
            return;
        }
        Delivery delivery = planner.plan(orderId, destination, deliveries.nextSerial(), clock.instant());
        deliveries.insert(new Traced<>(delivery, TraceParent.current()));
        outbox.publish(new DeliveryScheduled(
                orderId,
                delivery.trackingNumber().value(),
                delivery.carrier(),
                delivery.slot().start(),
                delivery.slot().end(),
                delivery.scheduledAt()));
        metrics.reached(delivery);
    }

    /** Calls the delivery of a cancelled order off. A parcel that has left is called back, and the others are told. */
    @Transactional
    public void cancel(String orderId) {
        Optional<Delivery> known = deliveries.lock(orderId);
        Instant now = clock.instant();
        if (known.isEmpty()) {
            withdrawn.add(orderId, now);
            return;
        }
        Optional<Delivery> calledOff = known.get().callOff(now);
        if (calledOff.isEmpty()) {
            ignore("cancel", orderId, known.get().state().name());
            return;
        }
        Delivery delivery = calledOff.get();
        deliveries.update(delivery);
        metrics.reached(delivery);
        changes.fire(new DeliveryChanged(orderId));
        if (delivery.state() == Delivery.State.RETURNING) {
            outbox.publish(new ParcelRecalled(orderId, delivery.trackingNumber().value(), delivery.stateSince()));
            LOG.debugf(
                    "Order %s was cancelled when parcel %s was %s: it is called back",
                    orderId, delivery.trackingNumber(), known.get().state());
        }
    }

    private void ignore(String step, String orderId, String state) {
        metrics.ignored(step, state);
        LOG.debugf("%s of order %s changes nothing: %s", step, orderId, state);
    }
}
