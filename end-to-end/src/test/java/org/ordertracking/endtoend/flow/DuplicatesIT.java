package org.ordertracking.endtoend.flow;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.ConsumerGroups;
import org.ordertracking.endtoend.client.Echo;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;
import org.ordertracking.events.Topics;

/** Every event comes twice: nothing happens twice. */
@Tag("resilience")
class DuplicatesIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final List<String> ECHOED =
            List.of(Topics.ORDERS, Topics.STOCK, Topics.DELIVERIES, Topics.NOTIFICATIONS);

    /** The one event of an order that stands on another topic: the stream of the screening writes that. */
    private static final String SCREENED = "OrderScreened";

    /** Who reads which of these topics. */
    private static final Map<String, List<String>> READERS = Map.of(
            "order-service", List.of(Topics.STOCK, Topics.DELIVERIES),
            "warehouse-service", List.of(Topics.ORDERS, Topics.DELIVERIES),
            "logistics-service", List.of(Topics.ORDERS),
            "notification-service", List.of(Topics.ORDERS, Topics.DELIVERIES));

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
        inspection = new Inspection(suite);
    }

    @Test
    void ordersAreDeliveredOnceAlthoughEveryEventIsRepeatedAtOnce() throws Exception {
        Purchases purchases = Purchases.of(10, suite.shop(), suite.stock());
        List<String> orders;
        try (Echo echo = Echo.ofWhatComes(suite.broker().bootstrapServers())) {
            purchases.begin();
            orders = purchases.orderIds();
            inspection.awaitState(orders, "DELIVERED");
            everyEventIsThereTwice(echo, orders, OrderTrails.DELIVERED);
        }

        everythingIsRead();
        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
    }

    @Test
    void ordersThatAreRejectedOrCancelledTakeAndGiveBackNothingTwice() {
        Item before = suite.stock().of("LAMP-DESK");
        String rejected;
        String cancelled;
        try (Echo echo = Echo.ofWhatComes(suite.broker().bootstrapServers())) {
            rejected = suite.shop().place(Basket.of("POSTER-LOG", 1));
            cancelled = suite.shop().place(Basket.of("LAMP-DESK", 4));
            inspection.awaitState(cancelled, "CONFIRMED");
            assertThat(suite.shop().cancel(cancelled, "Ordered by mistake")).isTrue();
            inspection.awaitState(rejected, "REJECTED");
            everyEventIsThereTwice(echo, List.of(rejected), OrderTrails.REJECTED);
            inspection.stockIs(before);
        }

        everythingIsRead();
        inspection.stockIs(before);
        inspection.eachHasTrail(List.of(rejected), OrderTrails.REJECTED);
        inspection.awaitState(cancelled, "CANCELLED");
    }

    @Test
    void theWholeHistoryOnceMoreChangesNothing() throws Exception {
        Purchases purchases = Purchases.of(3, suite.shop(), suite.stock());
        purchases.begin();
        List<String> orders = purchases.orderIds();
        inspection.eachIsDeliveredOnce(orders);

        try (Echo echo = Echo.ofEverything(suite.broker().bootstrapServers())) {
            everyEventIsThereTwice(echo, orders, OrderTrails.DELIVERED);
        }

        everythingIsRead();
        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
    }

    /** Or more often: what a service wrote twice by itself is not kept from it. */
    private static void everyEventIsThereTwice(Echo echo, List<String> orders, List<String> trail) {
        long eventsOfAnOrder =
                trail.stream().filter(event -> !event.equals(SCREENED)).count();
        eventually().untilAsserted(() -> {
            List<LoggedEvent> events = new ArrayList<>(suite.log().read());
            events.removeIf(event -> !ECHOED.contains(event.topic())
                    || !orders.contains(event.envelope().key()));
            Map<String, Long> timesById =
                    events.stream().collect(groupingBy(event -> event.envelope().id(), counting()));
            assertThat((long) timesById.size()).isEqualTo(orders.size() * eventsOfAnOrder);
            assertThat(echo.repeated()).containsAll(timesById.keySet());
            assertThat(timesById.values()).allSatisfy(times -> assertThat(times).isGreaterThanOrEqualTo(2));
        });
    }

    private static void everythingIsRead() {
        try (ConsumerGroups groups = new ConsumerGroups(suite.broker().bootstrapServers())) {
            READERS.forEach((service, topics) -> topics.forEach(topic -> groups.awaitApplied(topic, service)));
        }
    }
}
