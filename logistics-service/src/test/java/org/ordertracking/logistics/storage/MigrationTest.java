package org.ordertracking.logistics.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.testing.database.DatabaseForTests;
import org.ordertracking.testing.database.OlderDatabase;

/** The database of the first release, with data in it, goes on with this one. */
@QuarkusTest
class MigrationTest {

    @Inject
    Deliveries deliveries;

    @Inject
    WithdrawnOrders withdrawnOrders;

    private OlderDatabase older;

    @BeforeEach
    void migrateOneWithData() {
        older = OlderDatabase.with(
                        "db/messaging/V0.1__outbox_and_inbox.sql",
                        "db/migration/V1__deliveries.sql",
                        "db/migration/V2__trace_of_delivery.sql")
                .execute(
                        "INSERT INTO delivery (order_id, tracking_number, carrier, slot_start, slot_end, street, postal_code,"
                                + " city, country, state, state_since, scheduled_at, dispatched_at) VALUES ('A-1',"
                                + " 'CD123456785DE', 'Parcel Post', '2026-02-01 08:00:00+00:00', '2026-02-01 10:00:00+00:00',"
                                + " 'Main Street 1', '12345', 'Berlin', 'DE', 'DISPATCHED', '2026-01-31 12:00:01+00:00',"
                                + " '2026-01-31 12:00:00+00:00', '2026-01-31 12:00:01+00:00')",
                        "INSERT INTO withdrawn_order (order_id, withdrawn_at)"
                                + " VALUES ('A-2', '2026-01-31 12:00:00+00:00')")
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
    void aParcelOnItsWayIsStillThere() {
        Delivery delivery = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> deliveries.find("A-1").orElseThrow()));

        assertThat(delivery.state()).isEqualTo(Delivery.State.DISPATCHED);
        assertThat(delivery.trackingNumber()).hasToString("CD123456785DE");
    }

    @Test
    void anOrderThatWasWithdrawnStaysSo() {
        assertThat(QuarkusTransaction.requiringNew().call(() -> older.within(() -> withdrawnOrders.contains("A-2"))))
                .isTrue();
    }
}
