package org.ordertracking.logistics.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.ordertracking.logistics.Orders.unique;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.logistics.domain.Slot;
import org.ordertracking.logistics.domain.TrackingNumber;
import org.ordertracking.messaging.telemetry.Traced;

@QuarkusTest
class TablesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Inject
    Deliveries deliveries;

    @Inject
    WithdrawnOrders withdrawn;

    @Inject
    DataSource dataSource;

    /** Pools close idle connections, and H2 2.4 ties some checks to the connection that made the table. */
    @Test
    void tablesOutliveTheConnectionThatMadeThem() {
        Delivery delivery = delivery(unique("order"), "Berlin");

        ((AgroalDataSource) dataSource).flush(AgroalDataSource.FlushMode.ALL);

        // The pool closes them beside us, and may still hand out one that it is about to close.
        await().untilAsserted(() -> assertThatCode(() -> deliveries.insert(new Traced<>(delivery, null)))
                .doesNotThrowAnyException());

        assertThat(deliveries.find(delivery.orderId())).contains(delivery);
    }

    @Test
    void aDeliveryIsReadAsItWasWritten() {
        Delivery scheduled = delivery(unique("order"), "Łódź ".repeat(40));
        deliveries.insert(new Traced<>(scheduled, null));
        assertThat(deliveries.find(scheduled.orderId())).contains(scheduled);

        Delivery delivered = scheduled
                .dispatch(Optional.of("VAN-00007"), NOON.plusSeconds(1))
                .deliver(NOON.plusSeconds(2));
        deliveries.update(delivered);
        assertThat(deliveries.find(scheduled.orderId())).contains(delivered);
        assertThat(deliveries.page(Optional.of(Delivery.State.DELIVERED), 1000, 0))
                .contains(delivered);

        Delivery returned = delivered.recall(NOON.plusSeconds(3)).takeBack(NOON.plusSeconds(4));
        deliveries.update(returned);
        assertThat(deliveries.find(scheduled.orderId())).contains(returned);
    }

    @Test
    void anOrderIsWithdrawnOnceHoweverOftenItIsSaid() {
        String orderId = unique("order");
        assertThat(withdrawn.contains(orderId)).isFalse();

        withdrawn.add(orderId, NOON);
        withdrawn.add(orderId, NOON.plusSeconds(1));

        assertThat(withdrawn.contains(orderId)).isTrue();
    }

    private Delivery delivery(String orderId, String city) {
        return Delivery.schedule(
                orderId,
                TrackingNumber.of("CZ", deliveries.nextSerial(), "DE"),
                "Northwind Parcel",
                new Slot(NOON, NOON.plusSeconds(7200)),
                new Destination("Main St 1", "10115", city, "DE"),
                NOON);
    }
}
