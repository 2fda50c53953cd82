package org.ordertracking.notification.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.notification.application.Announcements;
import org.ordertracking.notification.domain.Occasion;

/** Hears where parcels are. */
@ApplicationScoped
class DeliveryEventsListener {

    private final InboxReceiver receiver;
    private final Announcements announcements;

    DeliveryEventsListener(InboxReceiver receiver, Announcements announcements) {
        this.receiver = receiver;
        this.announcements = announcements;
    }

    @Incoming("deliveries")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof DeliveryEvent event) {
            Occasion.of(event)
                    .ifPresent(occasion ->
                            announcements.announce(received.envelope().id(), event.orderId(), occasion, event));
        }
    }
}
