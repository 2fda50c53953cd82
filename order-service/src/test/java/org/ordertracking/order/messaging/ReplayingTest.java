package org.ordertracking.order.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

/** Views that were lost come back from the log. */
@QuarkusTest
class ReplayingTest {

    @Inject
    LogDouble log;

    @Inject
    Jdbi jdbi;

    @Test
    void allViewsOfTheShopCanBeReplayed() {
        operator()
                .get("/admin/replay")
                .then()
                .statusCode(200)
                .body("views", contains("recommendations", "sales", "stock-levels", "timeline"));
    }

    @Test
    void aTimelineThatWasLostComesBackAsItWas() {
        String orderId = Shop.placeOrder();
        // Of records of one millisecond a replay may read another one first.
        Instant now = Instant.now();
        log.sayAt(now, "warehouse-service", Shop.reserved(orderId));
        log.sayAt(now.plusMillis(1), "logistics-service", Shop.scheduled(orderId));
        log.sayAt(now.plusMillis(2), "logistics-service", Shop.dispatched(orderId));
        await().untilAsserted(() ->
                given().get("/orders/{id}/timeline", orderId).then().body("steps", hasSize(3)));
        List<Map<String, Object>> before = steps(orderId);
        int published = log.published(orderId).size();

        jdbi.useHandle(handle -> handle.execute("DELETE FROM timeline_step WHERE order_id = ?", orderId));
        given().get("/orders/{id}/timeline", orderId).then().body("steps", hasSize(0));
        replay("timeline");

        assertThat(steps(orderId)).isEqualTo(before);
        assertThat(log.published(orderId)).hasSize(published);
    }

    @Test
    void stockLevelsThatWereSpoiledAreRightAgain() {
        log.say("warehouse-service", new StockLevelChanged("HEADPHONES-ANC", 50, 8, 3, Instant.now()));
        await().until(() -> Integer.valueOf(42).equals(available()));

        jdbi.useHandle(handle -> handle.execute("UPDATE stock_level SET on_hand = 9999 WHERE sku = 'HEADPHONES-ANC'"));
        replay("stock-levels");

        assertThat(available()).isEqualTo(42);
        await().until(() -> generationsOf("stock_level") == 1);
    }

    private static void replay(String view) {
        String location = operator()
                .contentType(ContentType.JSON)
                .body("{\"views\": [\"" + view + "\"]}")
                .post("/admin/replay")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().untilAsserted(() -> operator().get(location).then().body("state", equalTo("DONE")));
    }

    private long generationsOf(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(DISTINCT generation) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private static List<Map<String, Object>> steps(String orderId) {
        return JsonPath.from(given().get("/orders/{id}/timeline", orderId).asString())
                .getList("steps");
    }

    private static Integer available() {
        return given().get("/products").path("products.find { it.sku == 'HEADPHONES-ANC' }.available");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", AdminToken.BEARER);
    }
}
