package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** Every page there is, in an exhibition, and what is to be seen there. */
enum Place {
    STOREFRONT(there -> there.shop("/"), "in stock"),
    PRODUCT(there -> there.shop("/products/MUG-BLUE"), "Also bought"),
    BASKET(there -> there.shop("/basket"), "Basket"),
    CHECKOUT(there -> there.shop("/checkout"), "Place order"),
    MY_ORDERS(there -> there.shop("/my-orders"), "My orders"),
    ORDER_MOVING(there -> there.shop("/my-orders/" + there.moving()), "ParcelDispatched"),
    ORDER_DELIVERED(there -> there.shop("/my-orders/" + there.delivered()), "ParcelDelivered"),
    ORDER_REJECTED(there -> there.shop("/my-orders/" + there.rejected()), "Rejected"),
    ORDER_CANCELLED(there -> there.shop("/my-orders/" + there.cancelled()), "Cancelled"),
    CONTROL_ROOM(there -> there.shop("/control-room"), "Who reads what"),

    BROKER(there -> there.broker("/"), "Clients connect to"),
    BROKER_TOPICS(there -> there.broker("/topics"), "order-screenings"),
    BROKER_TOPIC(there -> there.broker("/topics/orders"), "in order"),
    BROKER_MESSAGES(there -> there.broker("/topics/deliveries/messages"), "records shown"),
    BROKER_CONSUMERS(there -> there.broker("/topics/orders/consumers"), "warehouse-service"),
    BROKER_TOPIC_SETTINGS(there -> there.broker("/topics/orders/settings"), "cleanup.policy"),
    BROKER_GROUPS(there -> there.broker("/groups"), "warehouse-service"),
    BROKER_GROUP(there -> there.broker("/groups/warehouse-service"), "Read by"),
    BROKER_TRANSACTIONS(there -> there.broker("/transactions"), "Transactions"),
    BROKER_CLIENTS(there -> there.broker("/clients"), "apache-kafka-java"),
    BROKER_SETTINGS(there -> there.broker("/settings"), "log.segment.bytes"),
    BROKER_SQL(there -> there.broker("/sql"), "orders");

    private final Function<Exhibition, URI> address;
    private final String seen;

    Place(Function<Exhibition, URI> address, String seen) {
        this.address = address;
        this.seen = seen;
    }

    /** Goes there and waits until it is there, with what it fetches after it was loaded. */
    void visit(Window window, Exhibition exhibition) {
        window.open(address.apply(exhibition));
        assertThat(window.main()).containsText(seen);
        window.awaitQuiet();
    }

    /** For names of files and of tests. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
