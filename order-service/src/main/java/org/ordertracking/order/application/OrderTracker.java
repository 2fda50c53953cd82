package org.ordertracking.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.order.domain.Effect;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.Transition;
import org.ordertracking.order.store.OrderStore;

/** Follows orders through what the services say on the log. */
@ApplicationScoped
public class OrderTracker {

    private static final Logger LOG = Logger.getLogger(OrderTracker.class);

    private final OrderStore orders;
    private final Outbox outbox;
    private final Event<OrderChanged> changes;
    private final Event<OrderHeard> heard;
    private final Event<OrderMoved> moves;

    OrderTracker(
            OrderStore orders,
            Outbox outbox,
            Event<OrderChanged> changes,
            Event<OrderHeard> heard,
            Event<OrderMoved> moves) {
        this.orders = orders;
        this.outbox = outbox;
        this.changes = changes;
        this.heard = heard;
        this.moves = moves;
    }

    /**
     * Changes the order as the news say, and tells the other services what follows from it. Runs in the caller's transaction, the one that remembers that the event was read.
     */
    public void hear(OrderNews news) {
        Optional<Order> order = orders.lock(news.orderId());
        if (order.isEmpty()) {
            LOG.warnf(
                    "%s for order %s, which this database does not have (%s-%d offset %d): not applied. Was the database"
                            + " restored or wiped, while the log was not?",
                    news.event().type(),
                    news.orderId(),
                    news.event().topic(),
                    news.event().partition(),
                    news.event().offset());
            heard.fire(new OrderHeard(news.event().type(), false, Optional.empty()));
            return;
        }
        Optional<Effect> effect = news.change().map(change -> apply(change.of(order.get()), order.get(), news.event()));
        changes.fire(new OrderChanged(news.orderId()));
        heard.fire(new OrderHeard(news.event().type(), true, effect));
    }

    private Effect apply(Transition transition, Order before, LoggedEvent event) {
        if (!transition.order().equals(before)) {
            orders.update(transition.order());
        }
        transition.event().ifPresent(outbox::publish);
        if (transition.effect().changesState()) {
            moves.fire(new OrderMoved(transition.order()));
        }
        if (transition.effect() == Effect.ILLEGAL) {
            LOG.warnf(
                    "%s contradicts order %s, which is %s (%s-%d offset %d): state kept.",
                    event.type(), before.id(), before.state(), event.topic(), event.partition(), event.offset());
        }
        return transition.effect();
    }
}
