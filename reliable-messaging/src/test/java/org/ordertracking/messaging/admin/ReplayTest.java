package org.ordertracking.messaging.admin;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.messaging.projection.FakeLog;
import org.ordertracking.messaging.projection.Tally;

/** Replay over HTTP, with all its threads and a database. */
@QuarkusTest
class ReplayTest {

    @Inject
    FakeLog log;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @AfterEach
    void theLogIsBack() {
        log.setAway(false);
        await().until(() -> operator()
                .get("/admin/replay")
                .path("replays.findAll { it.state == 'RUNNING' }.size()")
                .equals(0));
    }

    @Test
    void aReplayIsTakenAndTellsHowFarItIs() {
        log.append(0, 1, cancelled("order-1"));
        // Or it might be done before it is told of.
        log.setAway(true);

        String location = replay("{\"views\": [\"tally\"]}")
                .then()
                .statusCode(202)
                .body("state", equalTo("RUNNING"))
                .body("views.view", contains("tally"))
                .extract()
                .header("Location");
        log.setAway(false);

        await().untilAsserted(() -> operator()
                .get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("percent", equalTo(100))
                .body("endedAt", notNullValue())
                .body("views[0].skipped", equalTo(0))
                .body("views[0].topics.topic", contains("orders", "stock"))
                .body("views[0].topics[0].done", greaterThanOrEqualTo(1))
                .body("views[0].topics[0].missing", equalTo(0)));
    }

    @Test
    void withoutABodyAllViewsAreReplayed() {
        operator()
                .contentType(ContentType.JSON)
                .post("/admin/replay")
                .then()
                .statusCode(202)
                .body("views.view", contains(Tally.NAME));
    }

    @Test
    void aViewThatIsBeingReplayedIsNotReplayedAgain() {
        log.setAway(true);
        String id = replay("{}").then().statusCode(202).extract().path("id");

        replay("{}").then().statusCode(409);

        operator()
                .get("/admin/replay/{id}", id)
                .then()
                .body("state", equalTo("RUNNING"))
                .body("percent", equalTo(0))
                .body("endedAt", nullValue());
        operator().get("/admin/replay").then().body("views", contains("tally")).body("replays.id", hasItem(id));
    }

    @Test
    void aViewThatIsNotThereIsRefused() {
        replay("{\"views\": [\"horoscope\"]}").then().statusCode(400);
        replay("{\"views\": []}").then().statusCode(400);
    }

    @Test
    void aReplayThatIsNotThereIsNotFound() {
        operator().get("/admin/replay/none").then().statusCode(404);
    }

    private static Response replay(String body) {
        return operator().contentType(ContentType.JSON).body(body).post("/admin/replay");
    }

    private static OrderCancelled cancelled(String orderId) {
        return new OrderCancelled(orderId, "no need", Instant.EPOCH);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", AdminToken.BEARER);
    }
}
