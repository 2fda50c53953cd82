package org.ordertracking.messaging.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.messaging.inbox.InboxReceiver;
import org.ordertracking.messaging.inbox.ReceivedEvent;

@QuarkusTest
@TestProfile(FaultsInADemonstrationTest.Demo.class)
class FaultsInADemonstrationTest {

    /** The profile that {@code ./demo} sets, with dice that fall as a test says. */
    public static class Demo implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "test,demo";
        }

        /** The door is open in a demonstration that has no token. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("admin.token", "");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(LoadedDice.class);
        }
    }

    /** Falls as it is told, else 99. */
    @Alternative
    @ApplicationScoped
    public static class LoadedDice implements FaultDice {

        private final Deque<Integer> rolls = new ArrayDeque<>();

        @Override
        public synchronized int roll() {
            return rolls.isEmpty() ? 99 : rolls.removeFirst();
        }

        synchronized void next(Integer... falls) {
            rolls.addAll(List.of(falls));
        }
    }

    @Inject
    InboxReceiver receiver;

    @Inject
    EventCodec codec;

    @Inject
    LoadedDice dice;

    @AfterEach
    void switchOff() {
        given().delete("/admin/faults").then().statusCode(204);
    }

    @Test
    void whatIsSetIsShown() {
        set("{\"slowMillis\": 7, \"failPercent\": 5}").body("failPercent", equalTo(5));

        given().get("/admin/faults")
                .then()
                .statusCode(200)
                .body("slowMillis", equalTo(7))
                .body("failPercent", equalTo(5))
                .body("stopConsuming", equalTo(false));
    }

    @Test
    void anEventThatWasMadeToFailIsTriedAgainAndAppliedOnce() {
        set("{\"failPercent\": 50}");
        dice.next(49, 0, 50);
        List<ReceivedEvent> applied = new ArrayList<>();

        receiver.receive(record(), applied::add);

        assertThat(applied).hasSize(1);
    }

    @Test
    void anEventThatWasMadeToFailMoreOftenThanAPoisonousOneMayIsNoDeadLetter() {
        set("{\"failPercent\": 50}");
        dice.next(0, 0, 0, 0);
        List<ReceivedEvent> applied = new ArrayList<>();

        receiver.receive(record(), applied::add);

        assertThat(applied).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"slowMillis\": 60001}',  slowMillis,  at most 60000",
        "'{\"slowMillis\": -1}',     slowMillis,  at least 0",
        "'{\"failPercent\": 101}',   failPercent, at most 100",
        "'{\"failPercent\": \"5\"}', failPercent, a whole number",
    })
    void aFaultBeyondItsBoundsIsRefused(String body, String field, String limit) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/admin/faults")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].limit", equalTo(limit));
    }

    private static ValidatableResponse set(String faults) {
        return given().contentType(ContentType.JSON)
                .body(faults)
                .post("/admin/faults")
                .then()
                .statusCode(200);
    }

    private ConsumerRecord<String, byte[]> record() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        EncodedEvent encoded = codec.encode(new EventEnvelope<>(
                UUID.randomUUID().toString(),
                "org.ordertracking.OrderCancelled.v1",
                "/order-service",
                now,
                new OrderCancelled("order-1", "changed my mind", now)));
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("orders", 2, 41, encoded.key(), encoded.payload());
        encoded.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
