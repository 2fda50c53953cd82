package org.ordertracking.warehouse.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.warehouse.application.StockReservations;
import org.ordertracking.warehouse.domain.Line;

/** Orders that come and orders that end. One that is only placed is not screened yet, and nothing is kept back for it. */
@ApplicationScoped
class OrderEventsConsumer {

    private final InboxReceiver inbox;
    private final StockReservations reservations;

    OrderEventsConsumer(InboxReceiver inbox, StockReservations reservations) {
        this.inbox = inbox;
        this.reservations = reservations;
    }

    @Incoming(Topics.ORDERS)
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, received -> on(received.event()));
    }

    private void on(Event event) {
        if (event instanceof OrderCleared cleared) {
            reservations.reserve(cleared.orderId(), lines(cleared));
        } else if (event instanceof OrderCancelled cancelled) {
            reservations.release(cancelled.orderId());
        } else if (event instanceof OrderRejected rejected) {
            reservations.release(rejected.orderId());
        }
    }

    private static List<Line> lines(OrderCleared cleared) {
        return cleared.lines().stream()
                .map(line -> new Line(line.sku(), line.quantity()))
                .toList();
    }
}
