package org.ordertracking.notification.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.domain.Contact;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Progress;
import org.ordertracking.testing.database.DatabaseForTests;
import org.ordertracking.testing.database.OlderDatabase;

/** The database of the first release, with data in it, goes on with this one. */
@QuarkusTest
class MigrationTest {

    private static final String SENT = "11111111-1111-3111-8111-111111111111";
    private static final String UNDER_WAY = "22222222-2222-3222-8222-222222222222";
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Inject
    ContactStore contacts;

    @Inject
    NotificationStore notifications;

    private OlderDatabase older;

    @BeforeEach
    void migrateOneWithData() {
        older = OlderDatabase.with(
                        "db/messaging/V0.1__outbox_and_inbox.sql",
                        "db/migration/V1__notifications.sql",
                        "db/migration/V2__trace_of_notification.sql")
                .execute(
                        "INSERT INTO contact (order_id, name, email, phone, known_since)"
                                + " VALUES ('A-1', 'Jane Doe', 'jane@example.org', '+4915112345678',"
                                + " '2026-01-31 12:00:00+00:00')",
                        "INSERT INTO notification (id, event_id, order_id, about, channel, recipient, subject, body, state,"
                                + " attempts, created_at, ended_at, via) VALUES ('" + SENT + "', 'e-1', 'A-1',"
                                + " 'OrderConfirmed', 'MAIL', 'jane@example.org', 'Hello', 'Text', 'SENT', 1,"
                                + " '2026-01-31 12:00:00+00:00', '2026-01-31 12:00:01+00:00', 'smtp:25')",
                        "INSERT INTO notification (id, event_id, order_id, about, channel, recipient, body, state, attempts,"
                                + " created_at, due_at) VALUES ('" + UNDER_WAY
                                + "', 'e-2', 'A-1', 'OrderConfirmed', 'SMS',"
                                + " '+4915112345678', 'Text', 'PENDING', 0, '2026-01-31 12:00:00+00:00',"
                                + " '2026-01-31 12:00:00+00:00')")
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
    void aCustomerFromBeforeThereWasAChoiceIsToldOnEveryKnownChannel() {
        Contact jane = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> contacts.lock("A-1").orElseThrow()));

        assertThat(jane.recipientOn(Channel.MAIL)).contains("jane@example.org");
        assertThat(jane.recipientOn(Channel.SMS)).contains("+4915112345678");
        assertThat(jane.language()).isNull();
        assertThat(jane.total()).isNull();
    }

    @Test
    void whatWasSentStaysSentAndCountsForTheCap() {
        Notification sent = QuarkusTransaction.requiringNew()
                .call(() -> older.within(
                        () -> notifications.find(UUID.fromString(SENT)).orElseThrow()));
        int counted = QuarkusTransaction.requiringNew()
                .call(() -> older.within(
                        () -> notifications.countBegun(Channel.MAIL, "jane@example.org", NOON.minusSeconds(60), 10)));

        assertThat(sent.progress()).isInstanceOf(Progress.Sent.class);
        assertThat(counted).isEqualTo(1);
    }

    @Test
    void whatWasDueIsStillDue() {
        Notification due = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> notifications
                        .lockNextDue(Channel.SMS, NOON)
                        .orElseThrow()
                        .work()));

        assertThat(due.id()).hasToString(UNDER_WAY);
    }
}
