package org.ordertracking.warehouse.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ordertracking.warehouse.Orders.unique;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.ordertracking.warehouse.domain.Reservation;
import org.ordertracking.warehouse.domain.StockItem;

@QuarkusTest
class TablesTest {

    @Inject
    Reservations reservations;

    @Inject
    StockItems items;

    @Inject
    DataSource dataSource;

    @Inject
    Jdbi jdbi;

    /** Pools close idle connections, and H2 2.4 ties some checks to the connection that made the table. */
    @Test
    void tablesOutliveTheConnectionThatMadeThem() {
        ((AgroalDataSource) dataSource).flush(AgroalDataSource.FlushMode.ALL);

        // The pool closes them beside us, and may still hand out one that it is about to close.
        await().untilAsserted(() -> assertThatCode(
                        () -> reservations.insert(Reservation.withdraw(unique("order")), Instant.EPOCH))
                .doesNotThrowAnyException());
    }

    @Test
    void theDatabaseItselfRefusesToOversell() {
        String mug = unique("MUG");
        items.insertIfAbsent(new StockItem(mug, 1, 1, 1));

        assertThatThrownBy(() -> jdbi.useHandle(
                        handle -> handle.execute("UPDATE stock_item SET reserved = 2 WHERE sku = ?", mug)))
                .hasMessageContaining("stock_item_never_oversold");
    }

    @Test
    void anItemIsNotOverwrittenByOneWhoDidNotLockIt() {
        String mug = unique("MUG");
        items.insertIfAbsent(new StockItem(mug, 5, 0, 1));
        items.update(new StockItem(mug, 5, 1, 2));

        assertThatThrownBy(() -> items.update(new StockItem(mug, 5, 2, 2)))
                .hasMessage(mug + " is not at version 1; nothing was changed");
    }
}
