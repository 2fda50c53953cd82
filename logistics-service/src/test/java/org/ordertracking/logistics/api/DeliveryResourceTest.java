package org.ordertracking.logistics.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.ordertracking.logistics.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ordertracking.logistics.TestClock;
import org.ordertracking.logistics.application.DeliveryProgress;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Destination;

@QuarkusTest
class DeliveryResourceTest {

    private static final String PROBLEM = "application/problem+json";

    private final String orderId = unique("order");

    @Inject
    DeliverySchedule schedule;

    @Inject
    DeliveryProgress progress;

    @Inject
    TestClock clock;

    @Test
    void aScheduledDeliveryIsFoundByItsOrder() {
        schedule(orderId);

        when().get("/deliveries/" + orderId)
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .body("state", equalTo("SCHEDULED"))
                .body("trackingNumber", matchesPattern("C[AB][0-9]{9}DE"))
                .body("destination.city", equalTo("Berlin"))
                .body("scheduledAt", equalTo(clock.instant().toString()))
                .body("", not(hasKey("dispatchedAt")))
                .body("", not(hasKey("cancelledAt")));
    }

    @Test
    void theStreetIsNotTold() {
        schedule(orderId);

        when().get("/deliveries/" + orderId).then().body(not(containsString("Main St")));
    }

    @Test
    void aDeliveryTellsHowFarItHasCome() {
        schedule(orderId);
        clock.advance(Duration.ofHours(1));
        boolean more = true;
        while (more) {
            more = progress.dispatchDue();
        }

        when().get("/deliveries/" + orderId)
                .then()
                .body("state", equalTo("DISPATCHED"))
                .body("dispatchedAt", equalTo(clock.instant().toString()));
    }

    @Test
    void anOrderWithoutADeliveryIsNotFound() {
        when().get("/deliveries/" + orderId)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:order-tracking:problem:unknown-delivery"))
                .body("detail", containsString(orderId))
                .body("remedy", containsString("check the order id"));
    }

    @Test
    void deliveriesComeInPagesTheNewestFirst() {
        schedule(unique("order"));
        clock.advance(Duration.ofSeconds(1));
        schedule(orderId);

        when().get("/deliveries?size=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].orderId", equalTo(orderId))
                .body("page", equalTo(0))
                .body("size", equalTo(1))
                .body("total", greaterThanOrEqualTo(2));
        when().get("/deliveries?size=1&page=1").then().body("items[0].orderId", not(equalTo(orderId)));
    }

    @Test
    void deliveriesAreFoundByState() {
        schedule(orderId);
        schedule.cancel(orderId);
        schedule(unique("order"));

        when().get("/deliveries?state=CANCELLED&size=200")
                .then()
                .statusCode(200)
                .body("items.state", everyItem(equalTo("CANCELLED")))
                .body("total", greaterThanOrEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "state=LOST, state, 'one of [SCHEDULED, DISPATCHED, DELIVERED, CANCELLED, RETURNING, RETURNED]'",
        "state=scheduled, state, 'one of [SCHEDULED, DISPATCHED, DELIVERED, CANCELLED, RETURNING, RETURNED]'",
        "page=abc, page, a whole number up to 2147483647",
        "page=-1, page, at least 0",
        "size=201, size, at most 200",
    })
    void aParameterThatBreaksALimitIsRefusedByNameAndLimit(String query, String field, String limit) {
        when().get("/deliveries?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].limit", equalTo(limit))
                .body("errors[0].remedy", startsWith("Change it"));
    }

    @Test
    void anOrderIdOfAnotherFormIsRefused() {
        when().get("/deliveries/a b")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo("orderId"));
    }

    @Test
    void anUnknownRouteIsNotFound() {
        when().get("/nowhere").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void anUnknownMethodIsRefused() {
        when().post("/deliveries").then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().accept(ContentType.HTML)
                .get("/deliveries")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() {
        when().get("/failing/database-away")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", "2")
                .body("detail", containsString("database did not answer"));
    }

    @Test
    void anUnforeseenFailureTellsAReferenceAndNothingElse() {
        when().get("/failing/unforeseen")
                .then()
                .statusCode(500)
                .contentType(PROBLEM)
                .body("detail", containsString("reference"))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void theDescriptionOfTheInterfaceNamesThePaths() {
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/deliveries"))
                .body("paths", hasKey("/deliveries/{orderId}"));
    }

    private void schedule(String id) {
        schedule.schedule(id, new Destination("Main St 1", "10115", "Berlin", "DE"));
    }
}
