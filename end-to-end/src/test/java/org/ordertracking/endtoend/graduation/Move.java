package org.ordertracking.endtoend.graduation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderServices;

/** The steps of docs/graduating-to-kafka.md: one service after the other begins to use another cluster. */
final class Move {

    /** The order in which services move: who moved is fed in full, so those move last whom most others wait for. */
    static final List<String> STEPS =
            List.of("notification-service", "logistics-service", "warehouse-service", "order-service");

    /** Which topics each service alone writes, apart from its dead letters. */
    private static final Map<String, List<String>> OWN = Map.of(
            "order-service", List.of("orders", "order-screenings", "customer-activity"),
            "warehouse-service", List.of("stock", "inventory"),
            "logistics-service", List.of("deliveries"),
            "notification-service", List.of("notifications"));

    private final OrderServices services;
    private final MirrorMaker mirror;
    private final KafkaCluster kafka;

    Move(OrderServices services, MirrorMaker mirror, KafkaCluster kafka) {
        this.services = services;
        this.mirror = mirror;
        this.kafka = kafka;
    }

    /** Waits until every topic of the old side is on the cluster, with as many partitions and the same configs. */
    void awaitEveryTopic(String old) throws ExecutionException, InterruptedException {
        try (Admin source = new KafkaClients(old).admin();
                Admin target = kafka.admin()) {
            Map<String, String> topics = TopicTable.of(source);
            eventually().untilAsserted(() -> assertThat(TopicTable.of(target)).containsAllEntriesOf(topics));
        }
    }

    /** Stops a service, waits until all that it wrote is copied, and starts it on the cluster. */
    void step(String name) throws ExecutionException, InterruptedException {
        ServiceProcess service = services.all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        service.stop();
        mirror.awaitCaughtUp(writtenBy(name));
        service.configure("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        service.start();
    }

    private Set<String> writtenBy(String service) throws ExecutionException, InterruptedException {
        try (Admin admin = kafka.admin()) {
            Set<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.endsWith("." + service + ".dead-letters"))
                    .collect(Collectors.toSet());
            topics.addAll(OWN.get(service));
            return topics;
        }
    }
}
