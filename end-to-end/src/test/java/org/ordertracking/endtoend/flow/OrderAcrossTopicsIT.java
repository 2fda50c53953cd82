package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.client.Announcer;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.ConsumerGroups;
import org.ordertracking.endtoend.client.LogWatch;
import org.ordertracking.endtoend.client.NotificationInbox.Message;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.Topics;

/** Order is kept per key within a topic, and nowhere else: topics run ahead of each other, and orders end the same. */
@Tag("resilience")
class OrderAcrossTopicsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final Address HOME = new Address("Main Street 1", "12345", "Berlin", "DE");
    private static final List<OrderLine> LINES = List.of(new OrderLine("MUG-RED", 1, new BigDecimal("9.90")));

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
        inspection = new Inspection(suite);
    }

    @Test
    void aShopThatWasAwayReadsOfDeliveriesAndMessagesInWhateverOrderAndShowsTheSameEnd() {
        ServiceProcess shop = suite.services().orders();
        Item before = suite.stock().of("MUG-BLUE");
        String order;
        try (LogWatch log = suite.log().watch()) {
            order = suite.shop().place(Basket.of("MUG-BLUE", 1));
            log.await(order, "OrderConfirmed");
            shop.stop();
            log.await(order, "ParcelDelivered");
        }
        inspection.eachHasTrail(List.of(order), OrderTrails.DELIVERED);

        shop.start();

        inspection.eachIsDeliveredOnce(List.of(order));
        inspection.stockIs(before.without(1));
    }

    @Test
    void aCustomerIsToldEverythingOnceAlthoughTheMessengerWasAwayForTheWholeOrder() {
        suite.services().notifications().stop();
        String order = suite.shop().place(Basket.of("PEN-GEL", 1));
        inspection.awaitState(order, "DELIVERED");

        suite.services().notifications().start();

        inspection.eachIsDeliveredOnce(List.of(order));
    }

    @Test
    void whatBecameOfAParcelIsToldWhenItIsKnownWhoseItIs() {
        String order = UUID.randomUUID().toString();
        Instant now = Instant.now();
        try (Announcer services = new Announcer(suite.broker().bootstrapServers(), "played-service");
                ConsumerGroups groups = new ConsumerGroups(suite.broker().bootstrapServers())) {
            services.say(
                    scheduled(order, now),
                    new ParcelDispatched(order, "T-" + order, now),
                    new ParcelRecalled(order, "T-" + order, now),
                    new ParcelReturned(order, "T-" + order, now));
            groups.awaitApplied(Topics.DELIVERIES, "notification-service");
            assertThat(suite.inbox().about(order)).isEmpty();

            services.say(
                    new OrderPlaced(
                            order,
                            new Customer("Ada", "ada@example.com", null),
                            HOME,
                            LINES,
                            "EUR",
                            new BigDecimal("9.90"),
                            now),
                    new OrderCancelled(order, "Changed my mind", now));
            groups.awaitApplied(Topics.ORDERS, "notification-service");
        }

        eventually()
                .during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(suite.inbox().about(order))
                        .extracting(Message::about)
                        .containsExactlyInAnyOrder("OrderCancelled", "ParcelDispatched", "ParcelReturned"));
    }

    /** Logistics is played: its parcel has left, and the shop has agreed to cancel, neither knowing of the other. */
    @ParameterizedTest(name = "the warehouse reads of the cancellation first: {0}")
    @ValueSource(booleans = {true, false})
    void goodsComeBackOnceWhicheverOfCancellationAndDispatchTheWarehouseReadsFirst(boolean cancellationFirst) {
        suite.services().logistics().stop();
        Item before = suite.stock().of("TEE-L");
        String order = suite.shop().place(Basket.of("TEE-L", 3));
        inspection.awaitState(order, "CONFIRMED");
        Instant now = Instant.now();
        String tracking = "T-" + order;
        try (Announcer logistics = new Announcer(suite.broker().bootstrapServers(), "logistics-service");
                ConsumerGroups groups = new ConsumerGroups(suite.broker().bootstrapServers())) {
            Runnable cancel = () -> {
                assertThat(suite.shop().cancel(order, "Changed my mind")).isTrue();
                eventually()
                        .until(() ->
                                OrderTrails.of(suite.log().read()).of(order).contains("OrderCancelled"));
                groups.awaitApplied(Topics.ORDERS, "warehouse-service");
            };
            Runnable dispatch = () -> {
                logistics.say(scheduled(order, now), new ParcelDispatched(order, tracking, now));
                groups.awaitApplied(Topics.DELIVERIES, "warehouse-service");
            };
            (cancellationFirst ? cancel : dispatch).run();
            (cancellationFirst ? dispatch : cancel).run();
            logistics.say(new ParcelRecalled(order, tracking, now), new ParcelReturned(order, tracking, now));
            groups.awaitApplied(Topics.DELIVERIES, "warehouse-service");
        }

        inspection.stockIs(before);
        assertThat(suite.shop().order(order).state()).isEqualTo("CANCELLED");
        suite.services().logistics().start();
        inspection.stockIs(before);
    }

    private static DeliveryScheduled scheduled(String order, Instant now) {
        return new DeliveryScheduled(
                order, "T-" + order, "Parcel Post", now.plusSeconds(3600), now.plusSeconds(7200), now);
    }
}
