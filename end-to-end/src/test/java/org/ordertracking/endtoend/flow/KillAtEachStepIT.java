package org.ordertracking.endtoend.flow;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.LogWatch;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/**
 * A service is killed (SIGKILL) the moment a step of an order stands on the log, when the others have just heard of it or are
 * about to: the order is delivered all the same, and once.
 *
 * <p>By default each step meets one of the services, in turn; {@code -Dkills=all} (profile {@code kills}) makes every step
 * meet every service.
 */
@Tag("resilience")
@Tag("kills")
class KillAtEachStepIT {

    private static final String SKU = "BOTTLE-750";

    private static final List<String> SERVICES = List.of(
            "warehouse-service", "broker-service", "order-service", "logistics-service", "notification-service");

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

    static Stream<Arguments> kills() {
        boolean all = "all".equals(System.getProperty("kills"));
        List<String> steps = OrderTrails.STEPS;
        return IntStream.range(0, steps.size())
                .boxed()
                .flatMap(step -> IntStream.range(0, SERVICES.size())
                        .filter(service -> all || service == step % SERVICES.size())
                        .mapToObj(service -> arguments(SERVICES.get(service), steps.get(step))));
    }

    @ParameterizedTest(name = "{0} is killed at {1}")
    @MethodSource("kills")
    void anOrderIsDeliveredOnceAlthoughAServiceIsKilledAtOneOfItsSteps(String name, String step) {
        ServiceProcess service = suite.process(name);
        Item before = suite.stock().of(SKU);
        String order;
        try (LogWatch log = suite.log().watch()) {
            order = suite.shop().place(Basket.of(SKU, 1));
            log.await(order, step);
            service.kill();
        }
        service.start();

        inspection.eachIsDeliveredOnce(List.of(order));
        inspection.stockIs(before.without(1));
    }
}
