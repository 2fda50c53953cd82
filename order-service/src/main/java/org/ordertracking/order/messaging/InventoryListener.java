package org.ordertracking.order.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.store.ProductStore;

/** Topic {@code inventory}: the stock that the product page shows. */
@ApplicationScoped
class InventoryListener {

    private final InboxReceiver receiver;
    private final ProductStore products;

    InventoryListener(InboxReceiver receiver, ProductStore products) {
        this.receiver = receiver;
        this.products = products;
    }

    @Incoming("inventory")
    @Blocking
    void on(ConsumerRecord<String, byte[]> record) {
        receiver.receive(record, this::apply);
    }

    private void apply(ReceivedEvent received) {
        if (received.event() instanceof StockLevelChanged level) {
            products.remember(level);
        }
    }
}
