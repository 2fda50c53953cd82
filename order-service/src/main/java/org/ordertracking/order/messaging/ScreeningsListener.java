package org.ordertracking.order.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.OrderScreened.Verdict;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.application.OrderNews;
import org.ordertracking.order.application.OrderTracker;

/** Topic {@code order-screenings}: the verdict on an order clears it for the warehouse, or rejects it. */
@ApplicationScoped
class ScreeningsListener {

    private final InboxReceiver receiver;
    private final OrderTracker tracker;
    private final InstantSource clock;

    ScreeningsListener(InboxReceiver receiver, OrderTracker tracker, InstantSource clock) {
        this.receiver = receiver;
        this.tracker = tracker;
        this.clock = clock;
    }

    @Incoming("order-screenings")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof OrderScreened screened) {
            tracker.hear(new OrderNews(screened.orderId(), LogPosition.of(received), Optional.of(change(screened))));
        }
    }

    private OrderNews.Change change(OrderScreened screened) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return screened.verdict() == Verdict.CLEARED
                ? order -> order.clear(now)
                : order -> order.suspect(Wording.verdict(screened), now);
    }
}
