package org.ordertracking.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.BrokerProcess;
import org.ordertracking.endtoend.suite.OrderServices;
import org.ordertracking.events.Topics;

/**
 * The suite on a day on which much happens: orders are delivered, followed, rejected and cancelled, records cannot be read or come
 * twice, and the mail server is away, so that customers are not told.
 */
final class EventfulDay {

    private static final int DELIVERED = 8;
    private static final int REJECTED = 6;
    /** Enough for a surge, whatever the number of orders. */
    private static final int REPETITIONS = 4;

    private final BrokerProcess broker;
    private final OrderServices services;

    private EventfulDay(BrokerProcess broker, OrderServices services) {
        this.broker = broker;
        this.services = services;
    }

    /** Nothing is started yet. */
    static EventfulDay prepare(ProcessSupervisor processes) {
        BrokerProcess broker = BrokerProcess.create(processes);
        Map<String, String> mailThatFails = Map.of(
                "NOTIFICATION_MAIL_SMTP_HOST", "127.0.0.1",
                "NOTIFICATION_MAIL_SMTP_PORT", String.valueOf(FreePorts.next()),
                "NOTIFICATION_SENDING_MAX_ATTEMPTS", "2",
                "NOTIFICATION_SENDING_FIRST_PAUSE", "100ms");
        return new EventfulDay(broker, OrderServices.on(broker.bootstrapServers(), processes, mailThatFails));
    }

    void start() {
        broker.process().launch();
        services.start();
        broker.process().awaitReady();
    }

    List<ServiceProcess> processes() {
        return Stream.concat(Stream.of(broker.process()), services.all().stream())
                .toList();
    }

    ServiceProcess logistics() {
        return services.logistics();
    }

    /** Lets everything happen, and waits until it has. */
    void live() {
        Shop shop = new Shop(services.orders().address());
        List<String> delivered = place(shop, "MUG-BLUE", DELIVERED);
        List<String> rejected = place(shop, "POSTER-LOG", REJECTED);
        await(shop, delivered, "DELIVERED");
        await(shop, rejected, "REJECTED");
        shop.follow(delivered.get(0));
        cancelOne(shop);
        RawRecords records = new RawRecords(broker.bootstrapServers());
        records.repeat(Topics.ORDERS, REPETITIONS);
        records.send(Topics.ORDERS, "no event");
    }

    /** The alerts that such a day has to bring about. */
    Set<String> alerts() {
        return Set.of("DeadLettersArriving", "DuplicatesSurge", "NotificationsFailing", "StockRejectionsSurge");
    }

    private void cancelOne(Shop shop) {
        // Without logistics, the order stays where it can be cancelled.
        services.logistics().stop();
        List<String> order = place(shop, "CAP-BLACK", 1);
        await(shop, order, "CONFIRMED");
        assertThat(shop.cancel(order.get(0), "Ordered by mistake")).isTrue();
        services.logistics().start();
        await(shop, order, "CANCELLED");
    }

    private static List<String> place(Shop shop, String sku, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> shop.place(Basket.of(sku, 1)))
                .toList();
    }

    private static void await(Shop shop, Collection<String> orders, String state) {
        List<String> missing = new ArrayList<>(orders);
        eventually().untilAsserted(() -> {
            missing.removeIf(order -> shop.order(order).state().equals(state));
            assertThat(missing).as("orders that are not %s", state).isEmpty();
        });
    }
}
