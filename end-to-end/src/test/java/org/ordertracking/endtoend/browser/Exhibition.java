package org.ordertracking.endtoend.browser;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Basket.Customer;
import org.ordertracking.endtoend.client.DeadLetterDesk;
import org.ordertracking.endtoend.client.EventWriter;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/**
 * The suite with something to show on every page: an order in each state in which one can end, and a dead letter.
 *
 * @param delivered id of an order
 * @param rejected id of an order
 * @param cancelled id of an order
 */
record Exhibition(OrderTrackingSuite suite, Customer customer, String delivered, String rejected, String cancelled) {

    /** A name that is a script to a page that takes text for markup. */
    static final String MARKUP = "<script>alert(1)</script>";

    /** Of somebody who would like to do mischief. */
    static Exhibition arrange(ProcessSupervisor processes) {
        return arrange(processes, new Customer(MARKUP, "ada@example.com", "+4915112345678"), MARKUP, Map.of());
    }

    /**
     * Starts the suite and brings it there.
     *
     * @param garbage a record that no service can apply, and the reason of a cancellation
     * @param environment settings for all five that differ from the defaults
     */
    static Exhibition arrange(
            ProcessSupervisor processes, Customer customer, String garbage, Map<String, String> environment) {
        OrderTrackingSuite suite = OrderTrackingSuite.create(processes, environment);
        environment.forEach(suite.broker().process()::configure);
        // A page that says of a slow neighbour that it is away is right, and not what is looked at.
        suite.services().orders().configure("NEIGHBOURS_ANSWER_TIMEOUT", "20s");
        // Its console changes things here, as in the demo.
        suite.broker().process().configure("QUARKUS_PROFILE", "demo");
        suite.start();
        String delivered = suite.shop().place(new Basket(customer, Map.of("MUG-BLUE", 1, "SOCKS-STRIPED", 2)));
        String rejected = suite.shop().place(new Basket(customer, Map.of("POSTER-LOG", 1)));
        String cancelled = suite.shop().place(new Basket(customer, Map.of("TEE-M", 1)));
        suite.shop().cancel(cancelled, garbage);
        for (String order : List.of(delivered, rejected, cancelled)) {
            eventually().until(() -> suite.shop().order(order).ended());
        }
        Exhibition exhibition = new Exhibition(suite, customer, delivered, rejected, cancelled);
        exhibition.poison(garbage);
        return exhibition;
    }

    /** Writes a record that no service can apply, and waits until one has put it aside. */
    private void poison(String garbage) {
        try (EventWriter stranger = new EventWriter(suite.broker().bootstrapServers())) {
            stranger.writeGarbage("deliveries", garbage.getBytes(StandardCharsets.UTF_8), garbage);
        }
        DeadLetterDesk desk = new DeadLetterDesk(suite.services().warehouse().address());
        eventually().until(() -> !desk.of("deliveries").isEmpty());
    }

    /** A new order, which is on its way for a while. */
    String moving() {
        return suite.shop().place(new Basket(customer, Map.of("LAMP-DESK", 1, "MUG-BLUE", 1)));
    }

    /** A page of order-service. */
    URI shop(String path) {
        return suite.services().orders().address().resolve(path);
    }

    /** A page of broker-service. */
    URI broker(String path) {
        return suite.broker().process().address().resolve(path);
    }
}
