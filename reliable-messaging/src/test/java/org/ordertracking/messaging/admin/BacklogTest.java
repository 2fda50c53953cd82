package org.ordertracking.messaging.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.messaging.outbox.Outbox;

@QuarkusTest
class BacklogTest {

    private static final String KEY = "an-order-that-the-broker-refuses";

    @Inject
    Outbox outbox;

    @Inject
    Jdbi jdbi;

    /** Only what is kept back stays in the outbox of a test for sure. */
    @Test
    void whatWaitsInTheOutboxIsCountedWithItsAge() {
        QuarkusTransaction.requiringNew().run(() -> {
            jdbi.useHandle(handle ->
                    handle.execute("INSERT INTO outbox_blocked_key (topic, record_key, event_id, reason, blocked_at)"
                            + " VALUES ('orders', '" + KEY + "', '1', 'too large', CURRENT_TIMESTAMP)"));
            outbox.publish(new OrderCancelled(KEY, "test", Instant.parse("2026-01-31T12:00:00Z")));
        });
        try {
            given().header("Authorization", AdminToken.BEARER)
                    .get("/admin/backlog")
                    .then()
                    .statusCode(200)
                    .body("outboxPending", equalTo(1))
                    .body("outboxOldest", notNullValue())
                    .body("outboxBlockedKeys", equalTo(1));
        } finally {
            QuarkusTransaction.requiringNew()
                    .run(() -> jdbi.useHandle(handle -> {
                        handle.execute("DELETE FROM outbox WHERE record_key = ?", KEY);
                        handle.execute("DELETE FROM outbox_blocked_key WHERE record_key = ?", KEY);
                    }));
        }
    }

    @Test
    void whatWaitsIsForOperators() {
        given().get("/admin/backlog").then().statusCode(401);
    }
}
