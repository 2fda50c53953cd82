package org.ordertracking.order.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ProductViewed;
import org.ordertracking.order.LogDouble;

/** What the shop knows of itself, from nothing but the log. */
@QuarkusTest
class AnalyticsTest {

    @Inject
    LogDouble log;

    @Test
    void ordersAreCountedInTheMinuteInWhichTheyWerePlaced() {
        Instant now = Instant.now();
        long before = ordersOfTheHour();

        say(placed(newId(), now.minus(Duration.ofMinutes(5)), null, line("PEN-GEL", 1)));
        say(placed(newId(), now.minus(Duration.ofMinutes(5)), null, line("PEN-GEL", 1)));
        say(placed(newId(), now.minus(Duration.ofHours(3)), null, line("PEN-GEL", 1)));

        await().until(() -> ordersOfTheHour() == before + 2);
        given().get("/analytics/orders-per-minute?minutes=3").then().body("minutes", hasSize(3));
    }

    @Test
    void theValueOfAProductIsThatOfTheOrdersThatStand() {
        String cancelled = newId();
        say(placed(newId(), Instant.now(), null, line("LAMP-DESK", 2)));
        say(placed(cancelled, Instant.now(), null, line("LAMP-DESK", 5)));
        await().until(() -> pieces("LAMP-DESK") == 7);

        say(new OrderCancelled(cancelled, "changed my mind", Instant.now()));

        await().until(() -> pieces("LAMP-DESK") == 2);
        JsonPath values = given().get("/analytics/value-by-product?limit=100").jsonPath();
        assertThat(values.getString("products.find { it.sku == 'LAMP-DESK' }.amount"))
                .isEqualTo("20.0");
        assertThat(values.getInt("products.find { it.sku == 'LAMP-DESK' }.orders"))
                .isEqualTo(1);
    }

    @Test
    void aCancellationThatIsReadBeforeItsOrderCountsAsWell() {
        String order = newId();
        say(new OrderCancelled(order, "changed my mind", Instant.now()));
        say(placed(order, Instant.now(), null, line("KEYBOARD-60", 3)));
        say(placed(newId(), Instant.now(), null, line("KEYBOARD-60", 1)));

        await().until(() -> pieces("KEYBOARD-60") == 1);
    }

    @Test
    void theTimeToDeliveryIsThatFromPlacedToDelivered() {
        Instant placedAt = Instant.now().minus(Duration.ofDays(2));
        for (int i = 0; i < 3; i++) {
            String order = newId();
            // The parcel's topic may be read first.
            say(new ParcelDelivered(order, "TRACK-1", placedAt.plusSeconds(100_000)));
            say(placed(order, placedAt, null, line("PEN-GEL", 1)));
        }

        await().untilAsserted(() -> {
            JsonPath times = given().get("/analytics/delivery-time").jsonPath();
            assertThat(times.getLong("orders")).isGreaterThanOrEqualTo(3);
            assertThat(times.getDouble("p95Seconds")).isCloseTo(100_000, within(2_000.0));
        });
    }

    @Test
    void whoLookedAtAProductIsToldWhatOthersBoughtWhoDid() {
        String first = "v-" + newId();
        String second = "v-" + newId();
        say(new ProductViewed(first, "BACKPACK-20L", Instant.now()));
        say(placed(newId(), Instant.now(), first, line("BOTTLE-750", 1), line("BACKPACK-20L", 1)));
        say(placed(newId(), Instant.now(), second, line("BOTTLE-750", 1), line("POSTER-LOG", 1)));
        say(new ProductViewed(second, "BACKPACK-20L", Instant.now()));
        say(new ProductViewed(second, "BACKPACK-20L", Instant.now()));

        await().untilAsserted(() -> given().get("/products/BACKPACK-20L/recommendations")
                .then()
                .statusCode(200)
                .body("alsoBought.sku", contains("BOTTLE-750", "POSTER-LOG"))
                .body("alsoBought.visitors", contains(2, 1)));
        given().get("/products/BACKPACK-20L/recommendations?limit=1")
                .then()
                .body("alsoBought.sku", contains("BOTTLE-750"));
    }

    @Test
    void lookingAndBuyingFarApartDoNotBelongTogether() {
        String visitor = "v-" + newId();
        say(new ProductViewed(visitor, "CAP-BLACK", Instant.now().minus(Duration.ofDays(8))));
        say(placed(newId(), Instant.now(), visitor, line("HOODIE-M", 1)));
        say(new ProductViewed(visitor, "STICKERS-10", Instant.now()));

        await().untilAsserted(() -> given().get("/products/STICKERS-10/recommendations")
                .then()
                .body("alsoBought.sku", contains("HOODIE-M")));
        given().get("/products/CAP-BLACK/recommendations").then().body("alsoBought", empty());
    }

    @Test
    void whatIsAskedForIsBounded() {
        given().get("/analytics/orders-per-minute?minutes=0").then().statusCode(400);
        given().get("/analytics/orders-per-minute?minutes=1441").then().statusCode(400);
        given().get("/analytics/orders-per-minute?minutes=all").then().statusCode(400);
        given().get("/analytics/value-by-product?limit=101").then().statusCode(400);
        given().get("/products/MUG-BLUE/recommendations?limit=0").then().statusCode(400);
        given().get("/products/{sku}/recommendations", "m u g").then().statusCode(400);
        given().get("/products/NO-SUCH/recommendations")
                .then()
                .statusCode(200)
                .body("sku", equalTo("NO-SUCH"))
                .body("alsoBought", empty());
    }

    private void say(Event event) {
        log.say("order-service", event);
    }

    private static long ordersOfTheHour() {
        return given().get("/analytics/orders-per-minute")
                .then()
                .statusCode(200)
                .body("minutes", hasSize(60))
                .extract()
                .jsonPath()
                .getLong("minutes.orders.sum()");
    }

    private static int pieces(String sku) {
        Integer pieces = given().get("/analytics/value-by-product?limit=100")
                .path("products.find { it.sku == '" + sku + "' }?.pieces");
        return pieces == null ? 0 : pieces;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static OrderLine line(String sku, int quantity) {
        return new OrderLine(sku, quantity, BigDecimal.TEN);
    }

    private static OrderPlaced placed(String orderId, Instant at, String visitor, OrderLine... lines) {
        return new OrderPlaced(
                orderId,
                new Customer("Ada Lovelace", "ada@example.com", null),
                new Address("12 St James's Square", "SW1Y 4JH", "London", "GB"),
                List.of(lines),
                "EUR",
                BigDecimal.TEN,
                at,
                null,
                visitor);
    }
}
