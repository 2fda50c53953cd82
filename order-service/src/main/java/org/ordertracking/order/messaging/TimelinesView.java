package org.ordertracking.order.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.messaging.projection.Projection;
import org.ordertracking.order.application.OrderChanged;
import org.ordertracking.order.store.TimelineStore;

/**
 * The timelines of all orders, from every topic that tells of orders. They show what stands on the log, so an own event is on
 * them when the log has it, and not before.
 */
@ApplicationScoped
class TimelinesView implements Projection {

    private static final Set<String> TOPICS =
            Set.of(Topics.ORDERS, Topics.ORDER_SCREENINGS, Topics.STOCK, Topics.DELIVERIES, Topics.NOTIFICATIONS);

    private final TimelineStore timelines;
    private final Event<OrderChanged> changes;

    TimelinesView(TimelineStore timelines, Event<OrderChanged> changes) {
        this.timelines = timelines;
        this.changes = changes;
    }

    @Override
    public String name() {
        return TimelineStore.VIEW;
    }

    @Override
    public Set<String> topics() {
        return TOPICS;
    }

    @Override
    public void apply(long generation, ReceivedEvent received) {
        Saying.of(received.event())
                .filter(saying -> timelines.append(
                        generation,
                        received.event().key(),
                        LogPosition.of(received),
                        saying.bearing(),
                        saying.summary()))
                .ifPresent(
                        saying -> changes.fire(new OrderChanged(received.event().key())));
    }

    @Override
    public int forget(long generation, int limit) {
        return timelines.forget(generation, limit);
    }
}
