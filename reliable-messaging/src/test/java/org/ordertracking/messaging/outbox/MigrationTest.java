package org.ordertracking.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.testing.database.DatabaseForTests;
import org.ordertracking.testing.database.OlderDatabase;

/** The tables of the first release, with data in it, goes on with this one. */
@QuarkusTest
class MigrationTest {

    @Inject
    OutboxTable outbox;

    @Inject
    Jdbi jdbi;

    private OlderDatabase older;

    @BeforeEach
    void migrateOneWithData() {
        older = OlderDatabase.with("db/messaging/V0.1__outbox_and_inbox.sql")
                .execute(
                        "INSERT INTO outbox (event_id, topic, record_key, type, source, occurred_at, payload)"
                                + " VALUES ('e-1', 'orders', 'A-1', 'org.ordertracking.OrderPlaced.v1', '/order-service',"
                                + " '2026-01-31 12:00:00+00:00', '{}')",
                        "INSERT INTO outbox (event_id, topic, record_key, type, source, occurred_at, payload)"
                                + " VALUES ('e-2', 'orders', 'A-2', 'org.ordertracking.OrderPlaced.v1', '/order-service',"
                                + " '2026-01-31 12:00:00+00:00', '{}')",
                        "INSERT INTO outbox_blocked_key (topic, record_key, event_id, reason, blocked_at)"
                                + " VALUES ('orders', 'A-2', 'e-2', 'too large', '2026-01-31 12:00:00+00:00')",
                        "INSERT INTO inbox (consumer, event_id, received_at)"
                                + " VALUES ('test-service', 'e-0', '2026-01-31 12:00:00+00:00')")
                .migrate();
    }

    @AfterEach
    void dropIt() {
        older.close();
    }

    @Test
    void theTestsRunOnTheDatabaseThatWasAskedFor() {
        assertThat(older.product()).isEqualToIgnoringCase(DatabaseForTests.chosen());
    }

    @Test
    void whatWaitsIsPublishedAndWhatIsBlockedStaysBlocked() {
        List<OutboxRow> pending = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> outbox.pending("orders", List.of(), 10)));

        assertThat(pending).extracting(OutboxRow::eventId).containsExactly("e-1");
    }

    @Test
    void anEventThatWasAppliedIsStillKnown() {
        long known = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> jdbi.withHandle(
                        handle -> handle.createQuery("SELECT count(*) FROM inbox WHERE event_id = 'e-0'")
                                .mapTo(Long.class)
                                .one())));

        assertThat(known).isEqualTo(1);
    }
}
