package org.ordertracking.order.controlroom;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.testing.AdminToken;

/** In tests nobody else is there: neither the other services nor the broker. */
@QuarkusTest
class ControlRoomTest {

    @Inject
    ControlRoom room;

    @Inject
    Audience audience;

    @Inject
    LoadGenerator load;

    @TestHTTPResource("/control-room/events")
    URI events;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void thePageSaysWhoMayDoWhatAndLinksToTheOtherPlaces() {
        given().get("/control-room")
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body(containsString("data-door=\"TOKEN\""))
                .body(containsString("Operators' token"))
                .body(containsString("href=\"http://localhost:8090/\""));
    }

    @Test
    void whoeverIsAwayIsASentenceAndNoFailure() throws Exception {
        Snapshot now = room.look();

        assertThat(now.services()).hasSize(5).allSatisfy(service -> {
            assertThat(service.health()).isEqualTo(Snapshot.Health.DOWN);
            assertThat(service.reason()).startsWith("cannot be reached at http://127.0.0.1:1");
            assertThat(service.outbox()).isNull();
        });
        assertThat(now.log().missing()).startsWith("The broker does not answer at ");
        assertThat(now.figures().minutes()).hasSize(15);
    }

    @Test
    void pagesShareOneLookAndTooManyOfThemAreRefused() throws Exception {
        CompletableFuture<HttpResponse<Stream<String>>> first = follow();
        CompletableFuture<HttpResponse<Stream<String>>> second = follow();
        await().until(() -> audience.count() == 2);
        given().get("/control-room/events").then().statusCode(503);

        room.turn();

        try (Stream<String> lines = first.get().body();
                Stream<String> others = second.get().body()) {
            assertThat(next(lines)).contains("\"services\":[", "\"at\":");
            assertThat(next(others)).contains("\"services\":[");
        }
        await().until(() -> {
            // An end is noticed when something is sent.
            audience.tell();
            return audience.count() == 0;
        });
    }

    @Test
    void loadPlacesOrdersAndStopsWhenNobodyLooksOn() {
        operator()
                .body("{\"ordersPerSecond\": 20}")
                .post("/admin/control-room/load")
                .then()
                .statusCode(200);

        await().until(() -> load.state().placed() > 3);
        await().until(() -> load.state().ordersPerSecond() == 0);
        assertThat(load.state().ended()).isEqualTo("Nobody looked on any more.");
        assertThat(load.state().failed()).isZero();
    }

    @Test
    void loadHasALimitThatIsNamed() {
        operator()
                .body("{\"ordersPerSecond\": 51}")
                .post("/admin/control-room/load")
                .then()
                .statusCode(400)
                .body("errors[0].limit", containsString("from 0 to 50"));
    }

    @Test
    void whatChangesSomethingIsForOperators() {
        given().contentType(ContentType.JSON)
                .body("{\"ordersPerSecond\": 1}")
                .post("/admin/control-room/load")
                .then()
                .statusCode(401);
        given().get("/admin/control-room/dead-letters").then().statusCode(401);
    }

    @Test
    void deadLettersOfServicesThatAreAwayAreSaidToBeMissing() {
        operator()
                .get("/admin/control-room/dead-letters")
                .then()
                .statusCode(200)
                .body("services", hasSize(4))
                .body("services.missing", everyItem(startsWith("It cannot be reached at")));
    }

    @Test
    void whatAServiceThatIsAwayCannotDoIsAProblemWithARemedy() {
        operator()
                .body("{\"stopConsuming\": true}")
                .post("/admin/control-room/logistics-service/faults")
                .then()
                .statusCode(503)
                .body("detail", startsWith("logistics-service cannot be reached"))
                .body("remedy", containsString("./demo up"));
        operator()
                .body("{}")
                .post("/admin/control-room/broker-service/faults")
                .then()
                .statusCode(404)
                .body("remedy", containsString("logistics-service"));
    }

    /** Completes with the first snapshot. */
    private CompletableFuture<HttpResponse<Stream<String>>> follow() {
        return http.sendAsync(HttpRequest.newBuilder(events).build(), BodyHandlers.ofLines());
    }

    /** The data of the next event. */
    private static String next(Stream<String> lines) {
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            String line = each.next();
            if (line.startsWith("data:")) {
                return line;
            }
        }
        throw new AssertionError("the stream has ended");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", AdminToken.BEARER).contentType(ContentType.JSON);
    }
}
