package org.ordertracking.order.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

/** What becomes of an order when screening has looked at it. */
@QuarkusTest
class ScreenedOrdersTest {

    @Inject
    LogDouble log;

    @Test
    void anOrderIsNotClearedBeforeItIsScreened() {
        String orderId = Shop.placeOrder();

        await().untilAsserted(() -> assertThat(kinds(orderId)).containsExactly(OrderPlaced.class));
        given().get("/orders/{id}", orderId).then().body("clearedAt", nullValue());
    }

    @Test
    void anOrderThatIsFoundGoodIsClearedForTheWarehouseAndStaysPlaced() {
        String orderId = Shop.placeOrder();

        log.say("order-service", Shop.cleared(orderId));

        awaitSteps(orderId, 1)
                .body("state", equalTo("PLACED"))
                .body("steps.type", contains("OrderScreened"))
                .body("steps.effect", contains("MILESTONE"))
                .body("steps.summary", contains("Nothing speaks against it"));
        await().untilAsserted(() -> assertThat(kinds(orderId)).containsExactly(OrderPlaced.class, OrderCleared.class));
        given().get("/orders/{id}", orderId).then().body("clearedAt", notNullValue());
    }

    @Test
    void anOrderThatLooksLikeFraudIsRejectedAndSaysWhy() {
        String orderId = Shop.placeOrder();

        log.say("order-service", Shop.suspected(orderId));

        await().until(() -> "REJECTED".equals(Shop.stateOf(orderId)));
        awaitSteps(orderId, 1).body("state", equalTo("REJECTED")).body("steps.effect", contains("ADVANCED"));
        given().get("/orders/{id}", orderId)
                .then()
                .body("rejection.reason", equalTo("FRAUD_SUSPECTED"))
                .body("rejection.detail", equalTo("11 orders with this card within 10 minutes"));
        await().untilAsserted(() -> assertThat(log.published(orderId))
                .last()
                .isInstanceOfSatisfying(
                        OrderRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.FRAUD_SUSPECTED)));
        assertThat(kinds(orderId)).doesNotContain(OrderCleared.class);
    }

    @Test
    void theSameVerdictReadTwiceClearsOnce() {
        String orderId = Shop.placeOrder();
        ConsumerRecord<String, byte[]> record = log.say("order-service", Shop.cleared(orderId));

        log.deliver(record);
        log.say("order-service", Shop.suspected(orderId));

        awaitSteps(orderId, 2).body("state", equalTo("PLACED")).body("steps.effect", contains("MILESTONE", "LATE"));
        await().untilAsserted(() -> assertThat(kinds(orderId)).containsExactly(OrderPlaced.class, OrderCleared.class));
    }

    @Test
    void aVerdictOnAnOrderThatWasCancelledMeanwhileComesTooLate() {
        String orderId = Shop.placeOrder();
        Shop.cancel(orderId).then().statusCode(202);

        log.say("order-service", Shop.cleared(orderId));

        awaitSteps(orderId, 1).body("state", equalTo("CANCELLED")).body("steps.effect", contains("LATE"));
        await().untilAsserted(
                        () -> assertThat(kinds(orderId)).containsExactly(OrderPlaced.class, OrderCancelled.class));
    }

    @Test
    void itsClearingStandsOnTheTimelineOnceItIsOnTheLog() {
        String orderId = Shop.placeOrder();
        log.say("order-service", Shop.cleared(orderId));
        await().until(() -> kinds(orderId).size() == 2);

        log.readBack(orderId);

        awaitSteps(orderId, 3).body("steps.summary[2]", equalTo("Cleared: stock may be reserved"));
    }

    private List<Class<?>> kinds(String orderId) {
        return log.published(orderId).stream().<Class<?>>map(Event::getClass).toList();
    }

    private static ValidatableResponse awaitSteps(String orderId, int count) {
        await().untilAsserted(() ->
                given().get("/orders/{id}/timeline", orderId).then().body("steps", hasSize(count)));
        return given().get("/orders/{id}/timeline", orderId).then();
    }
}
