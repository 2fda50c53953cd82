package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Services that are started before there is a broker. */
class LateBrokerIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @Test
    void anOrderPlacedBeforeTheBrokerIsUpIsDeliveredWhenItIs() {
        OrderTrackingSuite suite = OrderTrackingSuite.create(PROCESSES);
        suite.services().start();
        Item before = suite.stock().of("BACKPACK-20L");

        String order = suite.shop().place(Basket.of("BACKPACK-20L", 1));
        assertThat(suite.shop().order(order).state()).isEqualTo("PLACED");
        assertThat(suite.services().all()).allMatch(ServiceProcess::saysThatItLives);
        suite.broker().start();

        Inspection inspection = new Inspection(suite);
        inspection.eachIsDeliveredOnce(List.of(order));
        inspection.stockIs(before.without(1));
    }
}
