package org.ordertracking.order.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.StockEvent;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReserved;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.application.OrderNews;
import org.ordertracking.order.application.OrderTracker;

/** Topic {@code stock}: what the warehouse says to an order decides whether it is confirmed or rejected. */
@ApplicationScoped
class StockListener {

    private final InboxReceiver receiver;
    private final OrderTracker tracker;
    private final InstantSource clock;

    StockListener(InboxReceiver receiver, OrderTracker tracker, InstantSource clock) {
        this.receiver = receiver;
        this.tracker = tracker;
        this.clock = clock;
    }

    @Incoming("stock")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof StockEvent event) {
            tracker.hear(new OrderNews(event.orderId(), LogPosition.of(received), change(event)));
        }
    }

    private Optional<OrderNews.Change> change(StockEvent event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (event instanceof StockReserved) {
            return Optional.of(order -> order.confirm(now));
        }
        if (event instanceof StockRejected rejected) {
            return Optional.of(order -> order.reject(rejected.reason(), Wording.refusal(rejected), now));
        }
        return Optional.empty();
    }
}
