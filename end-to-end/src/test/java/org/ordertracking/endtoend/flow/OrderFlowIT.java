package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.endtoend.client.NotificationInbox.Message;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Shop.Product;
import org.ordertracking.endtoend.client.Shop.Step;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** An order on its way through the five services, while all of them run. */
class OrderFlowIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        // The stream ends when nothing was told for so long, and is to have all of it on a busy machine, too.
        suite = OrderTrackingSuite.create(PROCESSES, Map.of("ORDER_STREAM_QUIET_BEFORE_END", "15s"));
        suite.start();
        inspection = new Inspection(suite);
    }

    @Test
    void anOrderIsDeliveredOnceAndItsGoodsHaveLeft() {
        Item before = suite.stock().of("MUG-BLUE");

        String order = suite.shop().place(Basket.of("MUG-BLUE", 2));

        inspection.eachIsDeliveredOnce(List.of(order));
        inspection.stockIs(before.without(2));
    }

    @Test
    void aCustomerReadsOfTheParcelByMailAndSms() {
        String order = suite.shop().place(Basket.of("TEE-M", 1));

        inspection.awaitState(order, "DELIVERED");
        eventually()
                .untilAsserted(() -> assertThat(suite.inbox().about(order))
                        .filteredOn(message -> message.about().equals("ParcelDelivered"))
                        .extracting(Message::channel, Message::recipient, Message::state)
                        .containsExactlyInAnyOrder(
                                tuple("MAIL", "ada@example.com", "SENT"), tuple("SMS", "+4915112345678", "SENT")));
    }

    @Test
    void theTimelineSaysWhereOnTheLogEachStepStands() {
        String order = suite.shop().place(Basket.of("NOTEBOOK-A5", 1));
        inspection.eachIsDeliveredOnce(List.of(order));

        Map<String, LoggedEvent> log = suite.log().read().stream()
                .collect(
                        Collectors.toMap(event -> event.envelope().id(), Function.identity(), (first, again) -> first));
        assertThat(suite.shop().timeline(order).steps()).allSatisfy(step -> {
            LoggedEvent event = log.get(step.eventId());
            assertThat(step.topic()).isEqualTo(event.topic());
            assertThat(step.partition()).isEqualTo(event.partition());
            assertThat(step.offset()).isEqualTo(event.offset());
            assertThat(step.type()).isEqualTo(event.type());
            assertThat("/" + step.service()).isEqualTo(event.envelope().source());
        });
    }

    @Test
    void theLiveStreamTellsEveryStepOfTheTimeline() {
        String order = suite.shop().place(Basket.of("PEN-GEL", 1));

        List<Step> told = suite.shop().follow(order);

        assertThat(told).extracting(Step::eventId).hasSameSizeAs(OrderTrails.DELIVERED);
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        suite.shop().timeline(order).steps());
    }

    @Test
    void anOrderForSoldOutGoodsIsRejectedAndTheCustomerTold() {
        String order = suite.shop().place(Basket.of("POSTER-LOG", 1));

        inspection.awaitState(order, "REJECTED");
        assertThat(suite.shop().order(order).rejection().reason()).isEqualTo("OUT_OF_STOCK");
        assertThat(suite.shop().order(order).rejection().detail()).contains("POSTER-LOG");
        inspection.eachHasTrail(List.of(order), OrderTrails.REJECTED);
    }

    @Test
    void anOrderIsRejectedWholeWhenOneOfItsLinesIsSoldOut() {
        Basket basket = new Basket(Basket.of("LAMP-DESK", 1).customer(), Map.of("LAMP-DESK", 4, "POSTER-LOG", 1));
        Item before = suite.stock().of("LAMP-DESK");

        String order = suite.shop().place(basket);

        inspection.awaitState(order, "REJECTED");
        assertThat(suite.stock().of("LAMP-DESK")).isEqualTo(before);
    }

    @Test
    void aCancelledOrderGivesItsStockBack() {
        // Without logistics, the order stays where it can be cancelled.
        suite.services().logistics().stop();
        Item before = suite.stock().of("CAP-BLACK");
        String order = suite.shop().place(Basket.of("CAP-BLACK", 3));
        inspection.awaitState(order, "CONFIRMED");
        assertThat(suite.stock().of("CAP-BLACK").available()).isEqualTo(before.available() - 3);

        boolean agreed = suite.shop().cancel(order, "Ordered by mistake");

        assertThat(agreed).isTrue();
        inspection.stockIs(before);
        assertThat(suite.shop().order(order).state()).isEqualTo("CANCELLED");
        assertThat(suite.shop().order(order).cancellationReason()).isEqualTo("Ordered by mistake");
        suite.services().logistics().start();
    }

    @Test
    void ofAHundredCustomersWhoWantTheLastPieceAtOnceExactlyOneGetsIt() throws Exception {
        suite.stock().set("HEADPHONES-ANC", 1);
        List<Callable<String>> customers =
                Collections.nCopies(100, () -> suite.shop().place(Basket.of("HEADPHONES-ANC", 1)));

        List<String> orders = allAtOnce(customers);

        eventually()
                .until(() -> orders.stream()
                        .allMatch(order -> suite.shop().order(order).ended()));
        Map<String, Long> ends = orders.stream()
                .map(order -> suite.shop().order(order).state())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(ends).isEqualTo(Map.of("DELIVERED", 1L, "REJECTED", 99L));
        inspection.stockIs(new Item("HEADPHONES-ANC", 0, 0, 0));
    }

    private static List<String> allAtOnce(List<Callable<String>> customers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(customers.size());
        try {
            List<String> orders = new ArrayList<>();
            for (Future<String> order : threads.invokeAll(customers)) {
                orders.add(order.get());
            }
            return orders;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aParcelThatHasArrivedCannotBeCancelled() {
        String order = suite.shop().place(Basket.of("SOCKS-STRIPED", 1));
        inspection.awaitState(order, "DELIVERED");

        boolean agreed = suite.shop().cancel(order, "Changed my mind");

        assertThat(agreed).isFalse();
        assertThat(suite.shop().order(order).state()).isEqualTo("DELIVERED");
    }

    @Test
    void theSameIdempotencyKeyTwiceIsOneOrder() {
        Basket basket = new Basket(
                new Basket.Customer("Grace Hopper", "grace@example.com", "+4915112345679"), Map.of("HOODIE-M", 1));
        String key = UUID.randomUUID().toString();
        Item before = suite.stock().of("HOODIE-M");

        String first = suite.shop().place(basket, key);
        String second = suite.shop().place(basket, key);

        assertThat(second).isEqualTo(first);
        assertThat(suite.shop().ordersOf("grace@example.com"))
                .extracting(Shop.OrderSummary::orderId)
                .containsExactly(first);
        inspection.eachIsDeliveredOnce(List.of(first));
        inspection.stockIs(before.without(1));
    }

    @Test
    void theShopSellsExactlyWhatTheWarehouseKeepsAndShowsHowMuchThereIs() {
        eventually()
                .untilAsserted(() -> assertThat(suite.shop().products())
                        .hasSize(20)
                        .extracting(Product::sku, Product::available)
                        .containsExactlyInAnyOrderElementsOf(suite.stock().all().stream()
                                .map(item -> tuple(item.sku(), item.available()))
                                .toList()));
    }
}
