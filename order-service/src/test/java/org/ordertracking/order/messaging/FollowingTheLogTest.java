package org.ordertracking.order.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;
import org.ordertracking.events.NotificationFailed;
import org.ordertracking.events.NotificationSent;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockReleased;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

/** An order through what the other services say. */
@QuarkusTest
class FollowingTheLogTest {

    @Inject
    LogDouble log;

    @Inject
    MeterRegistry meters;

    @Test
    void anOrderGoesFromPlacedToDelivered() {
        String orderId = Shop.placeOrder();

        log.say("warehouse-service", Shop.reserved(orderId));
        awaitState(orderId, "CONFIRMED");
        log.say("logistics-service", Shop.scheduled(orderId));
        awaitState(orderId, "SCHEDULED");
        log.say("logistics-service", Shop.dispatched(orderId));
        awaitState(orderId, "DISPATCHED");
        log.say("logistics-service", Shop.delivered(orderId));
        awaitState(orderId, "DELIVERED");

        given().get("/orders/{id}", orderId)
                .then()
                .body("ended", equalTo(true))
                .body("cancellable", equalTo(false))
                .body("delivery.trackingNumber", equalTo("TRACK-1"))
                .body("reachedAt.keySet()", contains("PLACED", "CONFIRMED", "SCHEDULED", "DISPATCHED", "DELIVERED"));
    }

    @Test
    void aReservationIsToldToTheOthersAsAConfirmation() {
        String orderId = Shop.placeOrder();

        log.say("warehouse-service", Shop.reserved(orderId));

        await().untilAsserted(() -> assertThat(log.published(orderId))
                .extracting(event -> (Object) event.getClass())
                .containsExactly(OrderPlaced.class, OrderConfirmed.class));
    }

    @Test
    void aRefusalRejectsTheOrderAndSaysWhy() {
        String orderId = Shop.placeOrder();

        log.say("warehouse-service", Shop.refused(orderId));

        awaitState(orderId, "REJECTED");
        given().get("/orders/{id}", orderId)
                .then()
                .body("rejection.reason", equalTo("OUT_OF_STOCK"))
                .body("rejection.detail", equalTo("Not enough in stock: MUG-BLUE (2 wanted, 1 left)"));
        await().untilAsserted(() -> assertThat(log.published(orderId))
                .last()
                .isInstanceOfSatisfying(
                        OrderRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.OUT_OF_STOCK)));
    }

    @Test
    void theTimelineSaysWhereEachEventStandsOnTheLog() {
        String orderId = Shop.placeOrder();

        ConsumerRecord<String, byte[]> record = log.say("warehouse-service", Shop.reserved(orderId));

        awaitSteps(orderId, 1)
                .body("steps[0].type", equalTo("StockReserved"))
                .body("steps[0].service", equalTo("warehouse-service"))
                .body("steps[0].topic", equalTo("stock"))
                .body("steps[0].partition", equalTo(record.partition()))
                .body("steps[0].offset", equalTo((int) record.offset()))
                .body(
                        "steps[0].time",
                        equalTo(Instant.ofEpochMilli(record.timestamp()).toString()))
                .body(
                        "steps[0].eventId",
                        equalTo(new String(record.headers().lastHeader("ce_id").value())))
                .body("steps[0].effect", equalTo("ADVANCED"))
                .body("steps[0].summary", equalTo("Kept back: 2 × MUG-BLUE"))
                .body("steps[0].millisSinceBefore", nullValue());
    }

    @Test
    void theTimelineSaysInWhichTraceAnEventWasWritten() {
        String orderId = Shop.placeOrder();

        log.sayWithin(
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "warehouse-service", Shop.reserved(orderId));

        awaitSteps(orderId, 1).body("steps[0].traceId", equalTo("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void whatIsNoTraceIsLeftOut() {
        String orderId = Shop.placeOrder();

        log.sayWithin("00-<script>alert(1)</script>", "warehouse-service", Shop.reserved(orderId));

        awaitSteps(orderId, 1).body("steps[0].traceId", nullValue());
    }

    @Test
    void ownEventsStandOnTheTimelineOnceTheyAreOnTheLog() {
        String orderId = Shop.placeOrder();
        await().until(() -> log.published(orderId).size() == 1);

        log.readBack(orderId);

        awaitSteps(orderId, 1)
                .body("steps[0].type", equalTo("OrderPlaced"))
                .body("steps[0].service", equalTo("order-service"))
                .body("steps[0].effect", nullValue())
                .body("steps[0].summary", equalTo("2 × MUG-BLUE, 1 × TEE-M for 38.80 EUR"));
    }

    @Test
    void stepsStandInTheOrderOfTheLogWithTheTimeBetweenThem() {
        String orderId = Shop.placeOrder();
        Instant start = Instant.parse("2026-03-01T10:00:00Z");

        log.sayAt(start.plusMillis(250), "logistics-service", Shop.scheduled(orderId));
        awaitSteps(orderId, 1);
        log.sayAt(start, "warehouse-service", Shop.reserved(orderId));

        awaitSteps(orderId, 2)
                .body("steps.type", contains("StockReserved", "DeliveryScheduled"))
                .body("steps.sequence", contains(2, 1))
                .body("steps.millisSinceBefore", contains(nullValue(), equalTo(250)));
    }

    @Test
    void newsThatOvertakeOthersBringTheOrderForwardAndAreMarked() {
        String orderId = Shop.placeOrder();

        log.say("logistics-service", Shop.dispatched(orderId));
        awaitState(orderId, "DISPATCHED");
        log.say("logistics-service", Shop.scheduled(orderId));
        awaitSteps(orderId, 2);
        log.say("warehouse-service", Shop.reserved(orderId));

        awaitSteps(orderId, 3)
                .body("state", equalTo("DISPATCHED"))
                .body("steps.effect", contains("EARLY", "LATE", "LATE"));
        given().get("/orders/{id}", orderId).then().body("delivery.carrier", equalTo("Parcel Post"));
    }

    @Test
    void newsThatContradictTheStateChangeNothingAreMarkedAndCounted() {
        String orderId = Shop.placeOrder();
        log.say("warehouse-service", Shop.refused(orderId));
        awaitState(orderId, "REJECTED");
        double before = counted("ParcelDispatched", "illegal");

        log.say("logistics-service", Shop.dispatched(orderId));

        awaitSteps(orderId, 2).body("state", equalTo("REJECTED")).body("steps.effect", hasItem("ILLEGAL"));
        await().until(() -> counted("ParcelDispatched", "illegal") == before + 1);
    }

    @Test
    void whatAParcelDoesAfterTheCancellationStandsOnTheTimelineAndIsNoContradiction() {
        String orderId = Shop.placeOrder();
        Shop.cancel(orderId).then().statusCode(202);

        log.say("logistics-service", Shop.dispatched(orderId));
        log.say("logistics-service", Shop.delivered(orderId));
        log.say("logistics-service", Shop.recalled(orderId));
        log.say("logistics-service", Shop.returned(orderId));
        awaitSteps(orderId, 4)
                .body("state", equalTo("CANCELLED"))
                .body("steps.effect", contains("LATE", "LATE", "NOTED", "NOTED"));

        log.say("warehouse-service", Shop.stockReturned(orderId));
        awaitSteps(orderId, 5)
                .body("steps.type", hasItem("StockReturned"))
                .body("steps.summary", hasItem("Back from the customer's parcel: 2 × MUG-BLUE"));
    }

    @Test
    void anEventThatIsDeliveredTwiceIsAppliedOnce() {
        String orderId = Shop.placeOrder();
        ConsumerRecord<String, byte[]> record = log.say("warehouse-service", Shop.reserved(orderId));

        log.deliver(record);
        log.say("warehouse-service", new StockReleased(orderId, List.of(new StockLine("MUG-BLUE", 2)), Instant.now()));

        awaitSteps(orderId, 2).body("steps.type", contains("StockReserved", "StockReleased"));
        await().untilAsserted(() -> assertThat(log.published(orderId)).hasSize(2));
    }

    @Test
    void theSameSaidAgainInANewEventIsMarkedAsRepeated() {
        String orderId = Shop.placeOrder();

        log.say("warehouse-service", Shop.reserved(orderId));
        log.say("warehouse-service", Shop.reserved(orderId));

        awaitSteps(orderId, 2).body("steps.effect", contains("ADVANCED", "REPEATED"));
        await().untilAsserted(() -> assertThat(log.published(orderId)).hasSize(2));
    }

    @Test
    void whatTheCustomerWasToldStandsOnTheTimeline() {
        String orderId = Shop.placeOrder();

        log.say(
                "notification-service",
                new NotificationSent(orderId, "n-1", Channel.MAIL, "OrderConfirmed", "a…@example.com", Instant.now()));
        awaitSteps(orderId, 1);
        log.say(
                "notification-service",
                new NotificationFailed(
                        orderId, "n-2", Channel.SMS, "OrderConfirmed", "+44…4567", "no route", Instant.now()));

        awaitSteps(orderId, 2)
                .body("steps[0].summary", equalTo("Mail to a…@example.com about OrderConfirmed"))
                .body("steps[1].summary", equalTo("SMS to +44…4567 about OrderConfirmed failed: no route"))
                .body("state", equalTo("PLACED"));
    }

    @Test
    void newsOfAnOrderThatIsNotOursAreCountedAndHoldNothingUp() {
        double before = counted("StockReserved", "unknown_order");
        String orderId = Shop.placeOrder();

        log.say("warehouse-service", Shop.reserved("somebody-elses-order"));
        log.say("warehouse-service", Shop.reserved(orderId));

        awaitState(orderId, "CONFIRMED");
        assertThat(counted("StockReserved", "unknown_order")).isEqualTo(before + 1);
    }

    @Test
    void aWayThroughTheShopIsCountedAndMeasured() {
        double placed = transitions("PLACED");
        double confirmed = transitions("CONFIRMED");
        long measured =
                meters.get("order.progress").tag("state", "CONFIRMED").timer().count();

        String orderId = Shop.placeOrder();
        log.say("warehouse-service", Shop.reserved(orderId));
        awaitState(orderId, "CONFIRMED");

        await().untilAsserted(() -> assertThat(transitions("CONFIRMED")).isEqualTo(confirmed + 1));
        assertThat(transitions("PLACED")).isEqualTo(placed + 1);
        assertThat(meters.get("order.progress")
                        .tag("state", "CONFIRMED")
                        .timer()
                        .count())
                .isEqualTo(measured + 1);
        await().untilAsserted(() -> assertThat(meters.get("order.open")
                        .tag("state", "CONFIRMED")
                        .gauge()
                        .value())
                .isPositive());
    }

    private double transitions(String state) {
        return meters.get("order.transitions").tag("state", state).counter().count();
    }

    private double counted(String type, String effect) {
        return meters.counter("order.events", "type", type, "effect", effect).count();
    }

    private static void awaitState(String orderId, String state) {
        await().untilAsserted(() -> assertThat(Shop.stateOf(orderId)).isEqualTo(state));
    }

    private static ValidatableResponse awaitSteps(String orderId, int count) {
        await().untilAsserted(() ->
                given().get("/orders/{id}/timeline", orderId).then().body("steps", hasSize(count)));
        return given().get("/orders/{id}/timeline", orderId).then();
    }
}
