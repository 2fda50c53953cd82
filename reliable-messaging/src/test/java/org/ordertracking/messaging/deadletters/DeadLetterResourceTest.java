package org.ordertracking.messaging.deadletters;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.http.testing.AdminToken;

/** What operators see of dead letters. */
@QuarkusTest
class DeadLetterResourceTest {

    private static final AtomicLong OFFSETS = new AtomicLong(1_000_000);

    @Inject
    DeadLetterTable table;

    @Inject
    FakeRecordLog log;

    @Test
    void aLetterIsShownWithAllThatIsKnownOfIt() {
        DeadLetter dead = stored("{\"orderId\":\"order-1\",\"total\":9.90}".getBytes(UTF_8));

        operator()
                .get("/admin/dead-letters/{id}", id(dead))
                .then()
                .statusCode(200)
                .body("id", equalTo(id(dead)))
                .body("state", equalTo("OPEN"))
                .body("origin.topic", equalTo("orders"))
                .body("origin.partition", equalTo(2))
                .body("origin.offset", equalTo((int) dead.origin().offset()))
                .body("origin.recordedAt", equalTo("2026-01-31T12:00:00Z"))
                .body("key", equalTo("order-1"))
                .body("failure.reason", equalTo("refused"))
                .body("failure.consumer", equalTo("test-service"))
                .body("failure.attempts", equalTo(3))
                .body("failure.stack", startsWith("java.lang.IllegalStateException: refused"))
                .body("record.traceparent", equalTo(Letters.TRACE_PARENT))
                .body("record.payload.json.orderId", equalTo("order-1"))
                .body("record.payloadBytes", equalTo(dead.value().length))
                .body("record.headers.name", contains("ce_id", "ce_type", "traceparent"))
                .body("record.headers[1].value.text", equalTo("org.ordertracking.OrderCancelled.v1"))
                .body("audit", hasSize(0));
    }

    @Test
    void whatIsNoJsonIsShownAsTextAndWhatIsNoTextAsBase64() {
        DeadLetter text = stored("not { json".getBytes(UTF_8));
        DeadLetter word = stored("null".getBytes(UTF_8));
        DeadLetter bytes = stored(new byte[] {(byte) 0xff, 1});
        DeadLetter nothing = stored(null);

        operator().get("/admin/dead-letters/{id}", id(text)).then().body("record.payload.text", equalTo("not { json"));
        operator().get("/admin/dead-letters/{id}", id(bytes)).then().body("record.payload.base64", equalTo("/wE="));
        operator()
                .get("/admin/dead-letters/{id}", id(nothing))
                .then()
                .body("record.payload", anEmptyMap())
                .body("record.payloadBytes", nullValue());
    }

    @Test
    void pagesLeadFromOneToTheNext() {
        DeadLetter first = stored(new byte[0]);
        DeadLetter second = stored(new byte[0]);

        String cursor = operator()
                .queryParam("state", "OPEN")
                .queryParam("topic", "orders")
                .queryParam("limit", 1)
                .get("/admin/dead-letters")
                .then()
                .statusCode(200)
                .body("letters.id", contains(id(second)))
                .extract()
                .path("nextCursor");

        operator()
                .queryParam("limit", 1)
                .queryParam("cursor", cursor)
                .get("/admin/dead-letters")
                .then()
                .body("letters.id", contains(id(first)));
    }

    @Test
    void aReplaySaysWhoAndWhy() {
        DeadLetter dead = stored(new byte[0]);

        operator()
                .header("X-Actor", "ada")
                .body(Map.of("reason", "mended"))
                .post("/admin/dead-letters/{id}/replay", id(dead))
                .then()
                .statusCode(200)
                .body("state", equalTo("REPLAYED"))
                .body("decidedAt", notNullValue())
                .body("audit.actor", contains("ada"))
                .body("audit.reason", contains("mended"));
        operator()
                .get("/admin/dead-letters/{id}/audit", id(dead))
                .then()
                .statusCode(200)
                .body("decision", contains("REPLAYED"));
    }

    @Test
    void aReplayNeedsNoBodyAndIsTheOperatorsThen() {
        DeadLetter dead = stored(new byte[0]);

        operator()
                .post("/admin/dead-letters/{id}/replay", id(dead))
                .then()
                .statusCode(200)
                .body("audit.actor", contains("operator"));
    }

    @Test
    void aDiscardNeedsAReason() {
        DeadLetter dead = stored(new byte[0]);

        operator()
                .body(Map.of("reason", " "))
                .post("/admin/dead-letters/{id}/discard", id(dead))
                .then()
                .statusCode(400);
        operator().post("/admin/dead-letters/{id}/discard", id(dead)).then().statusCode(400);
        operator()
                .body(Map.of("reason", "of no use"))
                .post("/admin/dead-letters/{id}/discard", id(dead))
                .then()
                .statusCode(200)
                .body("state", equalTo("DISCARDED"));
        operator().post("/admin/dead-letters/{id}/replay", id(dead)).then().statusCode(409);
    }

    @Test
    void whileTheLogIsAwayALetterStaysOpenAndTheAnswerSaysSo() {
        DeadLetter dead = stored(new byte[0]);
        log.beforeNext(() -> {
            throw new TimeoutException("no broker");
        });

        operator().post("/admin/dead-letters/{id}/replay", id(dead)).then().statusCode(503);
        operator().get("/admin/dead-letters/{id}", id(dead)).then().body("state", equalTo("OPEN"));
    }

    @Test
    void aLetterThatIsNotKeptWholeSaysWhyItCannotBeReplayed() {
        DeadLetter dead = letter(new byte[9]).withoutValue();
        table.insert(read(dead));

        operator().post("/admin/dead-letters/{id}/replay", id(dead)).then().statusCode(409);
    }

    @Test
    void anUnknownLetterIsAProblemThatSaysWhereToLook() {
        operator().get("/admin/dead-letters/no-such-letter").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=LOST", "limit=0", "limit=201", "limit=x", "cursor=x"})
    void aParameterThatIsNotValidIsNamed(String query) {
        operator().get("/admin/dead-letters?" + query).then().statusCode(400);
    }

    @Test
    void anActorIsOfBoundedLength() {
        operator()
                .header("X-Actor", "x".repeat(101))
                .body(Map.of("reason", "of no use"))
                .post("/admin/dead-letters/{id}/discard", id(stored(new byte[0])))
                .then()
                .statusCode(400);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", AdminToken.BEARER).contentType(ContentType.JSON);
    }

    private DeadLetter stored(byte[] value) {
        DeadLetter dead = letter(value);
        table.insert(read(dead));
        return dead;
    }

    private static DeadLetter letter(byte[] value) {
        return Letters.letter(OFFSETS.incrementAndGet(), value);
    }

    private static StoredLetter read(DeadLetter dead) {
        return new LetterReader("test-service", 1024 * 1024).read(Letters.read(dead));
    }

    private static String id(DeadLetter dead) {
        return LetterReader.id("test-service", dead.origin());
    }
}
