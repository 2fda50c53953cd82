package org.ordertracking.order.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.testing.database.DatabaseForTests;
import org.ordertracking.testing.database.OlderDatabase;

/** The database of the first release, with data in it, goes on with this one. */
@QuarkusTest
class MigrationTest {

    @Inject
    OrderStore orders;

    @Inject
    IdempotencyKeyStore keys;

    private OlderDatabase older;

    @BeforeEach
    void migrateOneWithData() {
        older = OlderDatabase.with(
                        "db/messaging/V0.1__outbox_and_inbox.sql",
                        "db/migration/V1__orders.sql",
                        "db/migration/V2__timeline.sql",
                        "db/migration/V3__products.sql",
                        "db/migration/V4__open_orders.sql")
                .execute(
                        "INSERT INTO orders (id, state, customer_name, customer_email, customer_key, street, postal_code, city,"
                                + " country, currency, total, tracking_number, placed_at, confirmed_at, scheduled_at,"
                                + " dispatched_at) VALUES ('A-1', 'DISPATCHED', 'Ada', 'ada@example.com', 'ada@example.com',"
                                + " 'Main Street 1', '12345', 'Berlin', 'DE', 'EUR', 19.80, 'T-1',"
                                + " '2026-01-31 12:00:00+00:00', '2026-01-31 12:00:01+00:00', '2026-01-31 12:00:02+00:00',"
                                + " '2026-01-31 12:00:03+00:00')",
                        "INSERT INTO order_line (order_id, line, sku, quantity, unit_price)"
                                + " VALUES ('A-1', 0, 'MUG-BLUE', 2, 9.90)",
                        "INSERT INTO idempotency_key (idempotency_key, fingerprint, order_id, used_at)"
                                + " VALUES ('key-1', 'f', 'A-1', '2026-01-31 12:00:00+00:00')",
                        "INSERT INTO timeline_step (order_id, sequence, event_id, event_type, service, topic, log_partition,"
                                + " log_offset, recorded_at, summary) VALUES ('A-1', 1, 'e-1', 'OrderPlaced', 'order-service',"
                                + " 'orders', 0, 0, '2026-01-31 12:00:00+00:00', '2 × MUG-BLUE')",
                        "INSERT INTO outbox (event_id, topic, record_key, type, source, occurred_at, payload)"
                                + " VALUES ('e-1', 'orders', 'A-1', 'org.ordertracking.OrderPlaced.v1', '/order-service',"
                                + " '2026-01-31 12:00:00+00:00', '{}')")
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
    void anOrderOnItsWayIsStillThere() {
        Order order = QuarkusTransaction.requiringNew()
                .call(() -> older.within(() -> orders.find("A-1").orElseThrow()));

        assertThat(order.state()).isEqualTo(OrderState.DISPATCHED);
        assertThat(order.purchase().total()).isEqualByComparingTo(new BigDecimal("19.80"));
        assertThat(order.purchase().lines()).hasSize(1);
    }

    @Test
    void aRequestThatWasMadeIsStillKnown() {
        assertThat(QuarkusTransaction.requiringNew().call(() -> older.within(() -> keys.find("key-1"))))
                .hasValueSatisfying(key -> assertThat(key.orderId()).isEqualTo("A-1"));
    }
}
