package org.ordertracking.order.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.DeliveryEvent;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.application.OrderNews;
import org.ordertracking.order.application.OrderTracker;
import org.ordertracking.order.domain.Delivery;

/** Topic {@code deliveries}: how far the parcel is. */
@ApplicationScoped
class DeliveriesListener {

    private final InboxReceiver receiver;
    private final OrderTracker tracker;

    DeliveriesListener(InboxReceiver receiver, OrderTracker tracker) {
        this.receiver = receiver;
        this.tracker = tracker;
    }

    @Incoming("deliveries")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof DeliveryEvent event) {
            tracker.hear(new OrderNews(event.orderId(), LogPosition.of(received), Optional.of(change(event))));
        }
    }

    private static OrderNews.Change change(DeliveryEvent event) {
        if (event instanceof DeliveryScheduled scheduled) {
            Delivery plan = new Delivery(
                    scheduled.trackingNumber(), scheduled.carrier(), scheduled.slotStart(), scheduled.slotEnd());
            return order -> order.schedule(plan, scheduled.scheduledAt());
        }
        if (event instanceof ParcelDispatched dispatched) {
            return order -> order.dispatch(dispatched.trackingNumber(), dispatched.dispatchedAt());
        }
        if (event instanceof ParcelDelivered delivered) {
            return order -> order.deliver(delivered.trackingNumber(), delivered.deliveredAt());
        }
        if (event instanceof ParcelRecalled recalled) {
            return order -> order.recall(recalled.trackingNumber(), recalled.recalledAt());
        }
        ParcelReturned returned = (ParcelReturned) event;
        return order -> order.takeBack(returned.trackingNumber(), returned.returnedAt());
    }
}
