package org.ordertracking.endtoend.graduation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderServices;

/** The services on three nodes of Apache Kafka from the start, by nothing but the address. */
@Tag("graduation")
class SuiteOnKafkaIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static KafkaCluster kafka;
    private static OrderServices services;
    private static OrderAudit audit;

    @BeforeAll
    static void startSuite() {
        kafka = KafkaCluster.create(PROCESSES, 3);
        services = OrderServices.on(kafka.bootstrapServers(), PROCESSES, Map.of());
        kafka.launch();
        services.start();
        kafka.awaitComplete();
        audit = new OrderAudit(services, kafka.bootstrapServers());
    }

    @AfterAll
    static void killCluster() {
        kafka.kill();
    }

    @Test
    void theTopicsAreThoseOfTheList() throws Exception {
        audit.eachEndsOnce(List.of(PlacedOrder.by(services.shop(), Basket.of("MUG-BLUE", 1))));

        try (Admin admin = kafka.admin()) {
            assertThat(TopicTable.of(admin)).isEqualTo(TopicTable.documented());
        }
    }

    @Test
    void ordersEndOnceAlthoughANodeIsKilledWhileTheyAreUnderWay() {
        PlacedOrder before = PlacedOrder.by(services.shop(), Basket.of("TEE-M", 1));

        kafka.nodes().get(0).kill();
        PlacedOrder meanwhile = PlacedOrder.by(services.shop(), Basket.of("TEE-L", 1));

        audit.eachEndsOnce(List.of(before, meanwhile));
        kafka.nodes().get(0).launch();
        kafka.awaitComplete();
        audit.eachEndsOnce(List.of(PlacedOrder.by(services.shop(), Basket.of("TEE-S", 1))));
    }
}
