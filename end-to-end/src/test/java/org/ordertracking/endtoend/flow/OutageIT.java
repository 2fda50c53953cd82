package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.client.Deliveries.Delivery;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Orders on their way while a service is away, or is killed: every one ends, none twice. */
class OutageIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
        inspection = new Inspection(suite);
    }

    @Test
    void ordersPlacedWhileLogisticsIsAwayAreScheduledWhenItReturns() throws Exception {
        ServiceProcess logistics = suite.services().logistics();
        Purchases purchases = Purchases.of(50, suite.shop(), suite.stock());
        logistics.stop();

        purchases.begin();
        List<String> orders = purchases.orderIds();
        inspection.awaitState(orders, "CONFIRMED");
        logistics.start();

        eventually()
                .untilAsserted(() -> assertThat(suite.deliveries().all())
                        .extracting(Delivery::orderId)
                        .containsAll(orders));
        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker-service",
                "order-service",
                "warehouse-service",
                "logistics-service",
                "notification-service"
            })
    void ordersUnderWayAreDeliveredOnceAlthoughAServiceIsKilled(String name) throws Exception {
        ServiceProcess service = suite.process(name);
        Purchases purchases = Purchases.of(10, suite.shop(), suite.stock());

        purchases.begin();
        List<String> orders = purchases.orderIds();
        eventually().until(() -> !suite.shop().order(orders.get(0)).state().equals("PLACED"));
        service.kill();
        service.start();

        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
    }

    @Test
    void everyOrderEndsOnceAlthoughTheBrokerIsKilledInTheMiddleOfTwoHundred() throws Exception {
        Purchases purchases = Purchases.of(200, suite.shop(), suite.stock());

        purchases.begin();
        eventually().until(() -> purchases.accepted() >= 100);
        suite.broker().crash();
        List<String> orders = purchases.orderIds();

        assertThat(orders).hasSize(200).doesNotHaveDuplicates();
        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
    }
}
