package org.ordertracking.order.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.NotificationEvent;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.application.OrderNews;
import org.ordertracking.order.application.OrderTracker;

/** Topic {@code notifications}: what the customer was told. For the timeline only; no order changes by it. */
@ApplicationScoped
class NotificationsListener {

    private final InboxReceiver receiver;
    private final OrderTracker tracker;

    NotificationsListener(InboxReceiver receiver, OrderTracker tracker) {
        this.receiver = receiver;
        this.tracker = tracker;
    }

    @Incoming("notifications")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof NotificationEvent event) {
            tracker.hear(new OrderNews(event.orderId(), LogPosition.of(received), summary(event), Optional.empty()));
        }
    }

    private static String summary(NotificationEvent event) {
        if (event instanceof NotificationSent sent) {
            return "%s to %s about %s".formatted(Wording.channel(sent.channel()), sent.recipient(), sent.about());
        }
        NotificationFailed failed = (NotificationFailed) event;
        return "%s to %s about %s failed: %s"
                .formatted(Wording.channel(failed.channel()), failed.recipient(), failed.about(), failed.reason());
    }
}
