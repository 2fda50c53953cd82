package org.ordertracking.logistics.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.Address;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.Topics;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.messaging.inbox.InboxReceiver;

/** Orders that can be delivered, and orders that no longer shall be. */
@ApplicationScoped
class OrderEventsConsumer {

    private final InboxReceiver inbox;
    private final DeliverySchedule schedule;

    OrderEventsConsumer(InboxReceiver inbox, DeliverySchedule schedule) {
        this.inbox = inbox;
        this.schedule = schedule;
    }

    @Incoming(Topics.ORDERS)
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, received -> on(received.event()));
    }

    private void on(Event event) {
        if (event instanceof OrderConfirmed confirmed) {
            schedule.schedule(confirmed.orderId(), destination(confirmed.deliverTo()));
        } else if (event instanceof OrderCancelled cancelled) {
            schedule.cancel(cancelled.orderId());
        }
    }

    private static Destination destination(Address address) {
        return new Destination(address.street(), address.postalCode(), address.city(), address.country());
    }
}
