package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.DatabaseServer;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;
import org.ordertracking.endtoend.suite.RelayLock;

/**
 * A service is killed after the broker has taken an event from its outbox, and before the outbox says so: the event is sent
 * again, and applied once.
 */
@Tag("resilience")
class RelayCrashIT {

    private static final String SKU = "KEYBOARD-60";

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static DatabaseServer databases;
    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        databases = DatabaseServer.start(
                List.of("order-service", "warehouse-service", "logistics-service", "notification-service"));
        suite = OrderTrackingSuite.create(PROCESSES, databases.settings());
        suite.start();
        inspection = new Inspection(suite);
    }

    @AfterAll
    static void stopDatabases() {
        databases.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "warehouse-service", "logistics-service", "notification-service"})
    void anEventThatWasSentButNotMarkedIsSentAgainAndAppliedOnce(String name) {
        ServiceProcess service = suite.process(name);
        Item before = suite.stock().of(SKU);
        String order;
        String event;
        try (RelayLock relay = RelayLock.beforeSending(databases.database(name))) {
            order = suite.shop().place(Basket.of(SKU, 2));
            List<String> waiting = eventually().until(relay::letSend, ids -> !ids.isEmpty());
            event = eventually()
                    .until(() -> firstOnTheLog(waiting), Optional::isPresent)
                    .orElseThrow();
            service.kill();
        }
        service.start();

        eventually().until(() -> timesOnTheLog(event) > 1);
        inspection.eachIsDeliveredOnce(List.of(order));
        inspection.stockIs(before.without(2));
        assertThat(timesOnTheLog(event)).isEqualTo(2);
    }

    /** A relay sends topic by topic, so of what waits only the events of one topic can be there. */
    private static Optional<String> firstOnTheLog(List<String> eventIds) {
        return suite.log().read().stream()
                .map(event -> event.envelope().id())
                .filter(eventIds::contains)
                .findFirst();
    }

    private static long timesOnTheLog(String eventId) {
        return suite.log().read().stream()
                .filter(event -> event.envelope().id().equals(eventId))
                .count();
    }
}
