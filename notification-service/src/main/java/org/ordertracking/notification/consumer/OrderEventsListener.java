package org.ordertracking.notification.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.OrderEvent;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.notification.application.Announcements;
import org.ordertracking.notification.domain.Occasion;

/** Hears of orders: who placed them, and how they end. */
@ApplicationScoped
class OrderEventsListener {

    private final InboxReceiver receiver;
    private final Announcements announcements;

    OrderEventsListener(InboxReceiver receiver, Announcements announcements) {
        this.receiver = receiver;
        this.announcements = announcements;
    }

    @Incoming("orders")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof OrderPlaced placed) {
            announcements.remember(placed);
        } else if (received.event() instanceof OrderEvent event) {
            Occasion.of(event)
                    .ifPresent(occasion ->
                            announcements.announce(received.envelope().id(), event.orderId(), occasion, event));
        }
    }
}
