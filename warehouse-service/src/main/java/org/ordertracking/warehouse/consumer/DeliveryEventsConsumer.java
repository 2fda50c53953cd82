package org.ordertracking.warehouse.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.warehouse.application.StockReservations;

/** Parcels that leave, and parcels that come back. */
@ApplicationScoped
class DeliveryEventsConsumer {

    private final InboxReceiver inbox;
    private final StockReservations reservations;

    DeliveryEventsConsumer(InboxReceiver inbox, StockReservations reservations) {
        this.inbox = inbox;
        this.reservations = reservations;
    }

    @Incoming(Topics.DELIVERIES)
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, received -> {
            if (received.event() instanceof ParcelDispatched dispatched) {
                reservations.dispatch(dispatched.orderId());
            } else if (received.event() instanceof ParcelReturned returned) {
                reservations.takeBack(returned.orderId());
            }
        });
    }
}
