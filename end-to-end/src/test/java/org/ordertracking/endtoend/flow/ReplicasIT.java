package org.ordertracking.endtoend.flow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.DatabaseServer;
import org.ordertracking.endtoend.suite.OrderServices;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/**
 * Two processes of each service on one PostgreSQL, as autoscaling makes them: they share the work, and what makes up an order
 * still happens once and in order, also while processes come and are killed.
 */
@Tag("kubernetes")
class ReplicasIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final List<String> CONSUMERS =
            List.of("order-service", "warehouse-service", "logistics-service", "notification-service");

    private static DatabaseServer databases;
    private static OrderTrackingSuite suite;
    private static OrderServices twins;
    private static Inspection inspection;

    @BeforeAll
    static void startTwoOfEach() {
        databases = DatabaseServer.start(CONSUMERS);
        Map<String, String> settings = new HashMap<>(databases.settings());
        // As the component autoscaling sets it.
        settings.put("QUARKUS_DATASOURCE__POSTGRESQL__JDBC_MAX_SIZE", "8");
        suite = OrderTrackingSuite.create(PROCESSES, settings);
        suite.start();
        twins = OrderServices.on(suite.broker().bootstrapServers(), PROCESSES, settings);
        twins.start();
        inspection = new Inspection(suite);
    }

    @AfterAll
    static void stopDatabases() {
        databases.close();
    }

    @Test
    void twoProcessesOfAServiceShareItsPartitionsAndDeliverEveryOrderOnce() throws Exception {
        for (String consumer : CONSUMERS) {
            // What the shop reads of orders, it reads for views, without a group.
            String topic = consumer.equals("order-service") ? "stock" : "orders";
            eventually().until(() -> readersOf(topic, consumer).size() == 2);
        }
        Purchases purchases = Purchases.of(60, suite.shop(), suite.stock());

        purchases.begin();
        List<String> orders = purchases.orderIds();

        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
        eventsOfAnOrderAreInOrder(orders);
    }

    @Test
    void everyOrderIsDeliveredOnceAlthoughOneOfEachServiceIsKilledAndComesBack() throws Exception {
        Purchases purchases = Purchases.of(60, suite.shop(), suite.stock());

        purchases.begin();
        eventually().until(() -> purchases.accepted() >= 20);
        twins.all().forEach(ServiceProcess::kill);
        List<String> orders = purchases.orderIds();
        twins.start();

        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
        eventsOfAnOrderAreInOrder(orders);
    }

    /** Of each topic, as consumers apply it: an event that was published twice counts where it stood first. */
    private static void eventsOfAnOrderAreInOrder(Collection<String> orderIds) {
        Map<String, LoggedEvent> once = new LinkedHashMap<>();
        suite.log().read().forEach(event -> once.putIfAbsent(event.envelope().id(), event));
        Map<String, Map<String, List<String>>> byTopic = once.values().stream()
                .collect(groupingBy(
                        LoggedEvent::topic,
                        groupingBy(event -> event.envelope().key(), mapping(LoggedEvent::type, toList()))));

        assertThat(orderIds).isNotEmpty().allSatisfy(order -> {
            assertThat(byTopic.get("orders").get(order))
                    .containsExactly("OrderPlaced", "OrderCleared", "OrderConfirmed");
            assertThat(byTopic.get("deliveries").get(order))
                    .containsExactly("DeliveryScheduled", "ParcelDispatched", "ParcelDelivered");
        });
    }

    /** The members of a group that have partitions of a topic. */
    private static Set<String> readersOf(String topic, String group) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, suite.broker().bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .filter(member -> member.assignment().topicPartitions().stream()
                            .map(TopicPartition::topic)
                            .anyMatch(topic::equals))
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        }
    }
}
