package org.ordertracking.logistics.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.ordertracking.logistics.Orders.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.logistics.TestClock;
import org.ordertracking.logistics.application.DeliveryProgress;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.logistics.fleet.TestFleet;

@QuarkusTest
class FollowingDeliveriesTest {

    private final String orderId = unique("order");
    private final List<EventStreamClient> streams = new ArrayList<>();

    @TestHTTPResource("/")
    URI service;

    @Inject
    DeliverySchedule schedule;

    @Inject
    DeliveryProgress progress;

    @Inject
    TestClock clock;

    @Inject
    TestFleet fleet;

    @AfterEach
    void close() {
        streams.forEach(EventStreamClient::close);
    }

    @Test
    void aScheduledDeliveryHasAnEstimatedArrivalAndNoPosition() {
        schedule();

        when().get("/deliveries/" + orderId)
                .then()
                .body("estimatedArrival", equalTo(later(25)))
                .body("", not(hasKey("position")))
                .body("", not(hasKey("vehicleId")));
    }

    @Test
    void aParcelIsWhereItsVehicleIs() {
        schedule();
        dispatch();
        String vehicle = schedule.find(orderId).orElseThrow().vehicleId().orElseThrow();
        fleet.isAt(vehicle, 52.5, 13.4, clock.instant());

        when().get("/deliveries/" + orderId)
                .then()
                .body("vehicleId", equalTo(vehicle))
                .body("position.vehicleId", equalTo(vehicle))
                .body("position.latitude", equalTo(52.5f))
                .body("position.longitude", equalTo(13.4f))
                .body("position.at", equalTo(clock.instant().toString()))
                .body("estimatedArrival", equalTo(later(24)));
    }

    @Test
    void aDeliveredParcelHasNoPositionAndArrivesNoMore() {
        schedule();
        dispatch();
        deliver();

        when().get("/deliveries/" + orderId)
                .then()
                .body("state", equalTo("DELIVERED"))
                .body("position", nullValue())
                .body("estimatedArrival", nullValue());
    }

    @Test
    void aParcelIsFollowedUntilItIsDelivered() {
        schedule();
        EventStreamClient stream = follow();
        stream.await("state");
        dispatch();
        stream.await("state", 2);
        String vehicle = schedule.find(orderId).orElseThrow().vehicleId().orElseThrow();
        fleet.isAt(vehicle, 52.51, 13.41, clock.instant().plusSeconds(1));
        stream.await("position");
        deliver();
        stream.await("end");

        List<JsonNode> states = stream.data("state");
        assertThat(states)
                .extracting(state -> state.get("state").asText())
                .containsExactly("SCHEDULED", "DISPATCHED", "DELIVERED");
        assertThat(stream.data("position")).last().satisfies(position -> {
            assertThat(position.get("vehicleId").asText()).isEqualTo(vehicle);
            assertThat(position.get("latitude").asDouble()).isEqualTo(52.51);
        });
        assertThat(stream.data("end").get(0).get("state").asText()).isEqualTo("DELIVERED");
        stream.awaitClosed();
    }

    @Test
    void aParcelThatIsCalledBackIsFollowedUntilItIsBack() {
        schedule();
        dispatch();
        EventStreamClient stream = follow();
        stream.await("state");
        schedule.cancel(orderId);
        stream.await("state", 2);
        clock.advance(Duration.ofHours(24));
        returnAllDue();
        stream.await("end");

        assertThat(stream.data("state"))
                .extracting(state -> state.get("state").asText())
                .containsExactly("DISPATCHED", "RETURNING", "RETURNED");
    }

    @Test
    void aFollowerHearsTheNewestPositionsAndNotEveryOne() {
        schedule();
        dispatch();
        String vehicle = schedule.find(orderId).orElseThrow().vehicleId().orElseThrow();
        EventStreamClient stream = follow();
        stream.await("state");
        Instant now = clock.instant();
        for (int i = 1; i <= 10_000; i++) {
            fleet.isAt(vehicle, 52.5, 13.4 + i * 1e-6, now.plusMillis(i));
        }
        EventStreamClient.awaitTrue(() -> stream.data("position").stream()
                .anyMatch(position -> position.get("at")
                        .asText()
                        .equals(now.plusMillis(10_000).toString())));

        assertThat(stream.data("position").size()).isLessThan(1_000);
    }

    @Test
    void whatIsSentLooksLikeTheExamplesOfTheDescription() throws Exception {
        schedule();
        dispatch();
        String vehicle = schedule.find(orderId).orElseThrow().vehicleId().orElseThrow();
        fleet.isAt(vehicle, 52.5, 13.4, clock.instant());
        EventStreamClient stream = follow();
        stream.await("state");
        fleet.isAt(vehicle, 52.5, 13.41, clock.instant().plusSeconds(1));
        stream.await("position");
        deliver();
        stream.await("end");

        assertThat(fields(stream.data("state").get(0))).isEqualTo(fields(example(DeliveryEventExamples.STATE)));
        assertThat(fields(stream.data("position").get(0))).isEqualTo(fields(example(DeliveryEventExamples.POSITION)));
        assertThat(fields(stream.data("end").get(0))).isEqualTo(fields(example(DeliveryEventExamples.END)));
        given().accept("application/json").get("/q/openapi?format=json").then().body(containsString("VAN-00007"));
    }

    @Test
    void aDeliveryThatIsNotThereCannotBeFollowed() {
        when().get("/deliveries/" + orderId + "/events")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:order-tracking:problem:unknown-delivery"));
    }

    @Test
    void moreFollowersThanThereArePlacesAreRefusedUntilOneLeaves() {
        schedule();
        for (int i = 0; i < 5; i++) {
            follow().await("state");
        }

        when().get("/deliveries/" + orderId + "/events")
                .then()
                .statusCode(503)
                .body("detail", containsString("at most 5 deliveries"));

        streams.get(0).close();
        BooleanSupplier placeIsFree = () -> {
            EventStreamClient stream = follow();
            return stream.statusCode() == 200;
        };
        EventStreamClient.awaitTrue(placeIsFree);
    }

    private EventStreamClient follow() {
        EventStreamClient stream = EventStreamClient.open(service.resolve("/deliveries/" + orderId + "/events"));
        streams.add(stream);
        return stream;
    }

    private void schedule() {
        schedule.schedule(orderId, new Destination("Main St 1", "10115", "Berlin", "DE"));
    }

    private void dispatch() {
        clock.advance(Duration.ofHours(1));
        boolean more = true;
        while (more) {
            more = progress.dispatchDue();
        }
    }

    private void deliver() {
        clock.advance(Duration.ofHours(24));
        boolean more = true;
        while (more) {
            more = progress.deliverDue();
        }
    }

    private void returnAllDue() {
        boolean more = true;
        while (more) {
            more = progress.returnDue();
        }
    }

    private String later(int hours) {
        return clock.instant().plus(Duration.ofHours(hours)).toString();
    }

    private static JsonNode example(String event) throws Exception {
        return new ObjectMapper().readTree(event.substring(event.indexOf("data:") + "data:".length()));
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.properties().forEach(field -> {
            names.add(field.getKey());
            if (field.getValue().isObject()) {
                fields(field.getValue()).forEach(inner -> names.add(field.getKey() + "." + inner));
            }
        });
        return names;
    }
}
