package org.ordertracking.order.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderEvent;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.application.OrderNews;
import org.ordertracking.order.application.OrderTracker;

/**
 * Topic {@code orders}: this service's own events, read back for the timeline. It shows what stands on the log, so an own
 * event is on it when the log has it, and not before. The orders themselves changed when the events were written.
 */
@ApplicationScoped
class OrdersListener {

    private final InboxReceiver receiver;
    private final OrderTracker tracker;

    OrdersListener(InboxReceiver receiver, OrderTracker tracker) {
        this.receiver = receiver;
        this.tracker = tracker;
    }

    @Incoming("orders")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof OrderEvent event) {
            tracker.hear(new OrderNews(event.orderId(), LogPosition.of(received), summary(event), Optional.empty()));
        }
    }

    private static String summary(OrderEvent event) {
        if (event instanceof OrderPlaced placed) {
            return "%s for %s %s"
                    .formatted(
                            Wording.orderLines(placed.lines()), placed.total().toPlainString(), placed.currency());
        }
        if (event instanceof OrderCleared) {
            return "Cleared: stock may be reserved";
        }
        if (event instanceof OrderConfirmed) {
            return "All goods are kept back, the order is carried out";
        }
        if (event instanceof OrderRejected rejected) {
            return rejected.detail();
        }
        return ((OrderCancelled) event).reason();
    }
}
