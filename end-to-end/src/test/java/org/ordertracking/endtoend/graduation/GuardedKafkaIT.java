package org.ordertracking.endtoend.graduation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.flow.ServiceInspection;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderServices;

/** Services that log in over TLS, by nothing but their environment, as a user who may not create topics. */
@Tag("graduation")
class GuardedKafkaIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    /** Other than the services would create. */
    private static final int PARTITIONS = 5;

    private static GuardedCluster guarded;

    @AfterAll
    static void killCluster() {
        guarded.kafka().kill();
    }

    @Test
    void anOrderIsDeliveredOnceAsSoonAsSomebodyHasCreatedTheTopics() throws Exception {
        guarded = GuardedCluster.create(PROCESSES);
        OrderServices services = OrderServices.on(guarded.kafka().bootstrapServers(), PROCESSES, guarded.environment());
        guarded.kafka().launch();
        services.start();
        guarded.kafka().awaitComplete();

        String order = services.shop().place(Basket.of("CAP-BLACK", 1));
        try (Admin admin = guarded.kafka().admin()) {
            admin.createAcls(guarded.rights()).all().get();
            services.all().forEach(service -> eventuallySays(service, "This service's user may not create topics"));

            admin.createTopics(topics()).all().get();
            new ServiceInspection(services).eachIsDeliveredOnce(List.of(order));

            eventuallySays(
                    services.orders(),
                    "Topic orders has %d partitions, where a new one would get 3; it stays as it is"
                            .formatted(PARTITIONS));
            assertThat(TopicTable.of(admin)).containsEntry("orders", PARTITIONS + " ");
        }
    }

    private static void eventuallySays(ServiceProcess service, String text) {
        eventually()
                .untilAsserted(() -> assertThat(service.output().lines())
                        .as("lines of %s", service.name())
                        .anyMatch(line -> line.contains(text)));
    }

    private static List<NewTopic> topics() {
        return TopicTable.documented().keySet().stream()
                .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
                .toList();
    }
}
