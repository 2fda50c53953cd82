package org.ordertracking.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

@QuarkusTest
class CancellingOrdersTest {

    @Inject
    LogDouble log;

    @Test
    void anOrderCanBeCalledOffAndTheOthersHearOfIt() {
        String orderId = Shop.placeOrder();

        Shop.cancel(orderId)
                .then()
                .statusCode(202)
                .body("state", equalTo("CANCELLED"))
                .body("cancellationReason", equalTo("Ordered by mistake"));

        await().untilAsserted(() -> assertThat(log.published(orderId))
                .last()
                .isInstanceOfSatisfying(
                        OrderCancelled.class,
                        cancelled -> assertThat(cancelled.reason()).isEqualTo("Ordered by mistake")));
    }

    @Test
    void callingOffTwiceIsTheSameAsOnce() {
        String orderId = Shop.placeOrder();

        Shop.cancel(orderId).then().statusCode(202);
        Shop.cancel(orderId).then().statusCode(202).body("state", equalTo("CANCELLED"));

        await().untilAsserted(() -> assertThat(log.published(orderId)).hasSize(2));
    }

    @Test
    void onceTheParcelHasArrivedItIsTooLateAndTheStateIsNamed() {
        String orderId = Shop.placeOrder();
        log.say("logistics-service", Shop.delivered(orderId));
        await().until(() -> Shop.stateOf(orderId).equals("DELIVERED"));

        Shop.cancel(orderId)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith(":not-cancellable"))
                .body("detail", equalTo("The order is DELIVERED."));
    }

    @Test
    void anOrderWhoseParcelHasLeftCanBeCalledOffAndShowsTheParcelsWayBack() {
        String orderId = Shop.placeOrder();
        log.say("logistics-service", Shop.dispatched(orderId));
        await().until(() -> Shop.stateOf(orderId).equals("DISPATCHED"));

        Shop.cancel(orderId).then().statusCode(202).body("state", equalTo("CANCELLED"));
        log.say("logistics-service", Shop.recalled(orderId));
        log.say("logistics-service", Shop.returned(orderId));

        await().untilAsserted(() -> given().get("/orders/{id}", orderId)
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("parcelReturn.recalledAt", equalTo("2026-03-02T08:00:00Z"))
                .body("parcelReturn.returnedAt", equalTo("2026-03-03T09:30:00Z")));
    }

    @Test
    void anOrderThatIsNotThereCannotBeCalledOff() {
        Shop.cancel("unknown").then().statusCode(404);
    }

    @RepeatedTest(20)
    void whenCancellationAndDepartureRaceTheCancellationStandsWhicheverCameFirst() {
        String orderId = Shop.placeOrder();
        log.say("warehouse-service", Shop.reserved(orderId));
        await().until(() -> Shop.stateOf(orderId).equals("CONFIRMED"));

        atTheSameMoment(() -> Shop.cancel(orderId), () -> log.say("logistics-service", Shop.dispatched(orderId)))
                .then()
                .statusCode(202);

        steps(orderId, hasItem("ParcelDispatched")).body("state", equalTo("CANCELLED"));
        await().untilAsserted(() -> assertThat(kinds(log.published(orderId)))
                .isEqualTo(List.of(OrderPlaced.class, OrderConfirmed.class, OrderCancelled.class)));
    }

    @RepeatedTest(20)
    void whenCancellationAndArrivalRaceOneOfThemWinsAndBothSidesAgree() {
        String orderId = Shop.placeOrder();
        log.say("warehouse-service", Shop.reserved(orderId));
        log.say("logistics-service", Shop.dispatched(orderId));
        await().until(() -> Shop.stateOf(orderId).equals("DISPATCHED"));

        Response cancellation = atTheSameMoment(
                () -> Shop.cancel(orderId), () -> log.say("logistics-service", Shop.delivered(orderId)));

        boolean cancelled = cancellation.statusCode() == 202;
        steps(orderId, hasItem("ParcelDelivered")).body("state", equalTo(cancelled ? "CANCELLED" : "DELIVERED"));
        await().untilAsserted(() -> assertThat(kinds(log.published(orderId)).contains(OrderCancelled.class))
                .isEqualTo(cancelled));
    }

    @RepeatedTest(20)
    void whenCancellationAndReservationRaceEventsLeaveInTheOrderOfTheChanges() {
        String orderId = Shop.placeOrder();

        atTheSameMoment(() -> Shop.cancel(orderId), () -> log.say("warehouse-service", Shop.reserved(orderId)))
                .then()
                .statusCode(202);

        await().untilAsserted(() -> assertThat(kinds(log.published(orderId)))
                .isIn(
                        List.of(OrderPlaced.class, OrderCancelled.class),
                        List.of(OrderPlaced.class, OrderConfirmed.class, OrderCancelled.class)));
        assertThat(Shop.stateOf(orderId)).isEqualTo("CANCELLED");
    }

    /** The timeline, once its steps are as they should be. */
    private static ValidatableResponse steps(String orderId, Matcher<? super List<String>> types) {
        await().untilAsserted(() ->
                given().get("/orders/{id}/timeline", orderId).then().body("steps.type", types));
        return given().get("/orders/{id}/timeline", orderId).then();
    }

    private static List<Class<?>> kinds(List<Event> events) {
        List<Class<?>> kinds = new ArrayList<>();
        events.forEach(event -> kinds.add(event.getClass()));
        return kinds;
    }

    private static Response atTheSameMoment(java.util.function.Supplier<Response> one, Runnable other) {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<Void> running = CompletableFuture.runAsync(
                    () -> {
                        meet(start);
                        other.run();
                    },
                    threads);
            CompletableFuture<Response> asked = CompletableFuture.supplyAsync(
                    () -> {
                        meet(start);
                        return one.get();
                    },
                    threads);
            running.join();
            return asked.join();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
