package org.ordertracking.warehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.testing.database.DatabaseForTests;
import org.ordertracking.testing.database.OlderDatabase;
import org.ordertracking.warehouse.domain.Reservation;
import org.ordertracking.warehouse.domain.StockItem;

/** The database of the first release, with data in it, goes on with this one. */
@QuarkusTest
class MigrationTest {

    @Inject
    StockItems stock;

    @Inject
    Reservations reservations;

    private OlderDatabase older;

    @BeforeEach
    void migrateOneWithData() {
        older = OlderDatabase.with(
                        "db/messaging/V0.1__outbox_and_inbox.sql",
                        "db/migration/V1__stock_and_reservations.sql",
                        "db/migration/V2__opening_stock.sql")
                .execute(
                        "UPDATE stock_item SET on_hand = 40, reserved = 2, version = 7 WHERE sku = 'MUG-BLUE'",
                        "INSERT INTO reservation (order_id, state, changed_at)"
                                + " VALUES ('A-1', 'RESERVED', '2026-01-31 12:00:00+00:00')",
                        "INSERT INTO reservation_line (order_id, line, sku, quantity) VALUES ('A-1', 0, 'MUG-BLUE', 2)")
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
    void theStockIsAsItWas() {
        StockItem mug = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> stock.find("MUG-BLUE").orElseThrow()));

        assertThat(mug.onHand()).isEqualTo(40);
        assertThat(mug.reserved()).isEqualTo(2);
        assertThat(mug.version()).isEqualTo(7);
    }

    @Test
    void whatWasReservedStaysReserved() {
        Reservation reservation = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> reservations.lock("A-1").orElseThrow()));

        assertThat(reservation.state()).isEqualTo(Reservation.State.RESERVED);
        assertThat(reservation.quantities()).containsEntry("MUG-BLUE", 2L);
    }
}
