package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** A stream that cannot run, because a topic of its own is not as it should be. */
@Tag("resilience")
class BrokenScreeningIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String TOPIC = "order-screening-by-card-repartition";

    @Test
    void ordersAreTakenMeanwhileAndScreenedOnceItIsMended() throws Exception {
        OrderTrackingSuite suite = OrderTrackingSuite.create(PROCESSES, Map.of("SCREENING_STREAM_LONGEST_PAUSE", "2S"));
        Inspection inspection = new Inspection(suite);
        suite.broker().start();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, suite.broker().bootstrapServers()))) {
            makeWithTooManyPartitions(admin);
            suite.services().start();

            String order = suite.shop().place(Basket.of("MUG-BLUE", 1).paidWith("tok-1"));
            eventually()
                    .untilAsserted(
                            () -> assertThat(suite.services().orders().output().lines())
                                    .anyMatch(line -> line.contains("Orders are not screened, and it is tried again")));
            assertThat(suite.shop().order(order).state()).isEqualTo("PLACED");
            admin.deleteTopics(List.of(TOPIC)).all().get();

            inspection.eachIsDeliveredOnce(List.of(order));
            assertThat(suite.services().orders().output().lines())
                    .anyMatch(line -> line.contains("Orders are screened again"));
        }
    }

    private static void makeWithTooManyPartitions(Admin admin) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(5), Optional.empty())))
                .all()
                .get();
    }
}
