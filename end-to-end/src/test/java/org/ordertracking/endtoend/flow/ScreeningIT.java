package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Shop.Step;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Cards that order too often, screened by a stream on the broker. Up to three orders of a card within an hour pass. */
class ScreeningIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    /** The trail of an order that looks like fraud: nothing of stock or deliveries in it. */
    private static final List<String> SUSPECTED = List.of(
            "OrderPlaced",
            "OrderScreened",
            "OrderRejected",
            "NotificationSent of OrderRejected by MAIL",
            "NotificationSent of OrderRejected by SMS");

    private static final int MOST = 3;

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(
                PROCESSES,
                Map.of(
                        "SCREENING_TOO_MANY_ORDERS_MOST",
                        String.valueOf(MOST),
                        "SCREENING_TOO_MANY_ORDERS_WITHIN",
                        "1H"));
        suite.start();
        inspection = new Inspection(suite);
    }

    @Test
    void aCardThatOrdersTooOftenIsRejectedBeforeStockIsTouchedAndOthersGoOn() {
        Item before = suite.stock().of("PEN-GEL");

        List<String> good = place("PEN-GEL", "tok-often", MOST);
        inspection.awaitState(good, "DELIVERED");
        String bad = suite.shop().place(Basket.of("PEN-GEL", 1).paidWith("tok-often"));
        String otherCard = suite.shop().place(Basket.of("PEN-GEL", 1).paidWith("tok-other"));
        String noCard = suite.shop().place(Basket.of("PEN-GEL", 1));

        inspection.awaitState(bad, "REJECTED");
        Shop.Order rejected = suite.shop().order(bad);
        assertThat(rejected.rejection().reason()).isEqualTo("FRAUD_SUSPECTED");
        assertThat(rejected.rejection().detail()).isEqualTo("4 orders with this card within 60 minutes; up to 3 pass");
        inspection.eachHasTrail(List.of(bad), SUSPECTED);
        inspection.eachIsDeliveredOnce(List.of(otherCard, noCard));
        inspection.stockIs(before.without(MOST + 2));
        report(bad);
    }

    @Test
    void whatACardDidIsKnownAgainAfterAKillAndWithoutAnythingOnTheDisk() throws IOException {
        List<String> good = place("CAP-BLACK", "tok-killed", MOST);
        inspection.awaitState(good, "DELIVERED");

        suite.services().orders().kill();
        removeAllButTheDatabase(PROCESSES.dataDirectory("order-service"));
        suite.services().orders().start();
        String bad = suite.shop().place(Basket.of("CAP-BLACK", 1).paidWith("tok-killed"));
        String otherCard = suite.shop().place(Basket.of("CAP-BLACK", 1).paidWith("tok-spared"));

        inspection.awaitState(bad, "REJECTED");
        inspection.eachHasTrail(List.of(bad), SUSPECTED);
        inspection.eachIsDeliveredOnce(List.of(otherCard));
    }

    @Test
    void ordersArePlacedWhileTheBrokerIsAwayAndScreenedOnceItIsBack() {
        suite.broker().kill();
        List<String> orders = place("NOTEBOOK-A5", "tok-patient", MOST + 1);
        suite.broker().start();

        // Which of them, is for the order in which they are read: they lie in different partitions.
        eventually()
                .untilAsserted(() -> assertThat(orders)
                        .extracting(order -> suite.shop().order(order).state())
                        .containsExactlyInAnyOrder("DELIVERED", "DELIVERED", "DELIVERED", "REJECTED"));
    }

    private static List<String> place(String sku, String card, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> suite.shop().place(Basket.of(sku, 1).paidWith(card)))
                .toList();
    }

    private static void removeAllButTheDatabase(Path data) throws IOException {
        try (Stream<Path> content = Files.walk(data)) {
            for (Path path : content.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains(".db"))
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    /** For the figures: no time is asserted. */
    private static void report(String orderId) {
        List<Step> steps = suite.shop().timeline(orderId).steps();
        System.out.printf(
                "screening: OrderPlaced to OrderScreened %d ms, to OrderRejected %d ms%n",
                Duration.between(at(steps, "OrderPlaced"), at(steps, "OrderScreened"))
                        .toMillis(),
                Duration.between(at(steps, "OrderPlaced"), at(steps, "OrderRejected"))
                        .toMillis());
    }

    private static Instant at(List<Step> steps, String type) {
        return steps.stream()
                .filter(step -> step.type().equals(type))
                .findFirst()
                .orElseThrow()
                .time();
    }
}
