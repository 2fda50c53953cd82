package org.ordertracking.order.application;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;
import org.ordertracking.order.domain.NextStep;
import org.ordertracking.order.domain.StuckOrder;

/** Orders that do not get on. Nobody looks by himself in tests; time is given. */
@QuarkusTest
class StuckOrdersTest {

    @Inject
    StuckOrders stuck;

    @Inject
    LogDouble log;

    @Inject
    MeterRegistry meters;

    @Test
    void anOrderThatWaitsNoLongerThanItMayIsNotStuck() {
        String orderId = Shop.placeOrder();

        assertThat(found(lookIn(Duration.ofMinutes(14)), orderId)).isEmpty();

        given().get("/orders/{id}", orderId).then().body("stuckSince", nullValue());
    }

    @Test
    void anOrderThatWaitsTooLongIsFoundAndShowsWhatItWaitsFor() {
        String orderId = Shop.placeOrder();

        Instant later = Instant.now().plus(Duration.ofMinutes(16));
        assertThat(found(stuck.lookAt(later), orderId))
                .extracting(StuckOrder::waitsFor)
                .containsExactly(NextStep.SCREENING);

        given().get("/orders/{id}", orderId)
                .then()
                .body("waitsFor.service", equalTo("order-service"))
                .body("waitsFor.events", contains("OrderScreened"))
                .body("waitsFor.since", notNullValue())
                .body("stuckSince", notNullValue());
    }

    @Test
    void itIsFoundOnceHoweverOftenIsLooked() {
        String orderId = Shop.placeOrder();
        lookIn(Duration.ofMinutes(16));

        assertThat(found(lookIn(Duration.ofMinutes(17)), orderId)).isEmpty();
    }

    @Test
    void eachStateWaitsForItsOwnStepAndItsOwnTime() {
        String cleared = Shop.placeOrder();
        log.say("order-service", Shop.cleared(cleared));
        await().untilAsserted(() -> given().get("/orders/{id}", cleared).then().body("clearedAt", notNullValue()));
        String confirmed = in("CONFIRMED");
        String scheduled = in("SCHEDULED");
        String dispatched = in("DISPATCHED");
        String delivered = in("DELIVERED");

        List<StuckOrder> soon = lookIn(Duration.ofMinutes(20));
        List<StuckOrder> muchLater = lookIn(Duration.ofDays(4));

        assertThat(found(soon, cleared)).extracting(StuckOrder::waitsFor).containsExactly(NextStep.STOCK);
        assertThat(found(soon, confirmed)).extracting(StuckOrder::waitsFor).containsExactly(NextStep.DELIVERY_PLAN);
        assertThat(found(soon, scheduled)).isEmpty();
        assertThat(found(soon, dispatched)).isEmpty();
        assertThat(found(muchLater, scheduled)).extracting(StuckOrder::waitsFor).containsExactly(NextStep.DEPARTURE);
        assertThat(found(muchLater, dispatched))
                .extracting(StuckOrder::waitsFor)
                .containsExactly(NextStep.ARRIVAL);
        assertThat(found(muchLater, delivered)).isEmpty();
        given().get("/orders/{id}", delivered).then().body("waitsFor", nullValue());
    }

    @Test
    void anOrderThatGetsOnIsNoLongerStuck() {
        String orderId = Shop.placeOrder();
        lookIn(Duration.ofMinutes(16));

        log.say("order-service", Shop.cleared(orderId));

        await().untilAsserted(() -> given().get("/orders/{id}", orderId)
                .then()
                .body("clearedAt", notNullValue())
                .body("stuckSince", nullValue())
                .body("waitsFor.service", equalTo("warehouse-service")));
        assertThat(listed()).doesNotContain(orderId);
    }

    @Test
    void newsThatFillAGapAreNoProgress() {
        String orderId = Shop.placeOrder();
        log.say("logistics-service", Shop.dispatched(orderId));
        await().until(() -> Shop.stateOf(orderId).equals("DISPATCHED"));
        lookIn(Duration.ofDays(4));

        // Its time is before that of the departure.
        log.say("logistics-service", Shop.scheduledAt(orderId, Instant.now().minusSeconds(60)));

        await().untilAsserted(() ->
                given().get("/orders/{id}", orderId).then().body("delivery.carrier", equalTo("Parcel Post")));
        given().get("/orders/{id}", orderId).then().body("stuckSince", notNullValue());
    }

    @Test
    void theListGivesAllThatAreStuckPageByPage() {
        List<String> placed = List.of(Shop.placeOrder(), Shop.placeOrder(), Shop.placeOrder());
        lookIn(Duration.ofMinutes(16));

        given().header("Authorization", AdminToken.BEARER)
                .queryParam("limit", 2)
                .get("/admin/stuck-orders")
                .then()
                .statusCode(200)
                .body("orders", hasSize(2));
        assertThat(listed()).containsAll(placed).doesNotHaveDuplicates();
    }

    @Test
    void aCursorThatIsNoneOfOursIsRefused() {
        given().header("Authorization", AdminToken.BEARER)
                .queryParam("cursor", "yesterday")
                .get("/admin/stuck-orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("cursor"));
    }

    @Test
    void theyAreCounted() {
        Shop.placeOrder();
        lookIn(Duration.ofMinutes(16));

        await().untilAsserted(() -> assertThat(
                        meters.get("order.stuck").tag("state", "PLACED").gauge().value())
                .isPositive());
    }

    private List<StuckOrder> lookIn(Duration fromNow) {
        return stuck.lookAt(Instant.now().plus(fromNow));
    }

    private static List<StuckOrder> found(List<StuckOrder> all, String orderId) {
        return all.stream().filter(order -> order.orderId().equals(orderId)).toList();
    }

    private String in(String state) {
        String orderId = Shop.placeOrder();
        switch (state) {
            case "CONFIRMED" -> log.say("warehouse-service", Shop.reserved(orderId));
            case "SCHEDULED" -> log.say("logistics-service", Shop.scheduled(orderId));
            case "DISPATCHED" -> log.say("logistics-service", Shop.dispatched(orderId));
            case "DELIVERED" -> log.say("logistics-service", Shop.delivered(orderId));
            default -> throw new IllegalArgumentException(state);
        }
        await().until(() -> Shop.stateOf(orderId).equals(state));
        return orderId;
    }

    /** All pages, each of two. */
    private static List<String> listed() {
        List<String> all = new ArrayList<>();
        String next = null;
        do {
            var request = given().header("Authorization", AdminToken.BEARER).queryParam("limit", 2);
            if (next != null) {
                request.queryParam("cursor", next);
            }
            JsonPath page = request.get("/admin/stuck-orders").jsonPath();
            all.addAll(page.getList("orders.orderId"));
            next = page.getString("next");
        } while (next != null);
        return all;
    }
}
