package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.NotificationInbox.Message;
import org.ordertracking.endtoend.client.Shop.Step;
import org.ordertracking.endtoend.client.Views;
import org.ordertracking.endtoend.client.Views.Replay;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Views are built anew from the log while the shop is open, and nothing happens a second time by it. */
class ReplayIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final int ORDERS = 20;
    private static final String LOOKED_AT = "POSTER-LOG";

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES, Map.of("QUARKUS_PROFILE", "demo"));
        suite.start();
        inspection = new Inspection(suite);
    }

    @Test
    void viewsAreBuiltAnewWhileOrdersGoOnAndShowTheSame() throws Exception {
        List<String> before = delivered();
        Map<String, List<Step>> timelines = timelines(before);
        Purchases more = Purchases.of(ORDERS, suite.shop(), suite.stock());

        more.begin();
        String replay = views().replayAll();
        // The shop shows the views that there are for as long as the new ones are not complete.
        eventually().untilAsserted(() -> {
            assertThat(timelines(before)).isEqualTo(timelines);
            assertThat(views().replay(replay).isDone()).isTrue();
        });
        List<String> during = more.orderIds();

        inspection.eachIsDeliveredOnce(before);
        inspection.eachIsDeliveredOnce(during);
        more.stockAfterwards().forEach(inspection::stockIs);
        assertThat(timelines(before)).isEqualTo(timelines);
        assertThat(views().replay(replay).views())
                .extracting(Views.View::view)
                .contains("timeline", "stock-levels", "sales", "recommendations");
        assertThat(views().replay(replay).views())
                .allSatisfy(view -> assertThat(view.skipped()).isZero());
    }

    @Test
    void analyticsAreTheSameAfterAReplay() throws Exception {
        long deliveredBefore = views().delivered();
        views().lookedAt("v-ada", List.of(LOOKED_AT));
        String order = suite.shop().placeAs("v-ada", "MUG-RED");
        inspection.awaitState(order, "DELIVERED");
        eventually().until(() -> views().alsoBought(LOOKED_AT).contains("MUG-RED"));
        eventually().until(() -> views().delivered() > deliveredBefore);
        List<String> analytics = views().analytics(LOOKED_AT);

        awaitDone(views().replayAll());

        assertThat(views().analytics(LOOKED_AT)).isEqualTo(analytics);
    }

    @Test
    void aReplayGoesOnWhenTheServiceIsKilledAndComesBack() throws Exception {
        List<String> orders = delivered();
        Map<String, List<Step>> timelines = timelines(orders);
        ServiceProcess shop = suite.services().orders();

        String replay = views().replayAll();
        shop.kill();
        shop.start();

        awaitDone(replay);
        assertThat(timelines(orders)).isEqualTo(timelines);
        inspection.eachIsDeliveredOnce(orders);
    }

    @Test
    void whenNotificationServiceReadsAllAgainNobodyIsToldTwice() throws Exception {
        List<String> orders = delivered();
        Map<String, List<Message>> told = messages(orders);
        ServiceProcess notifications = suite.services().notifications();

        notifications.stop();
        readFromTheBeginning("notification-service");
        notifications.start();
        List<String> after = delivered();

        inspection.eachIsDeliveredOnce(after);
        inspection.eachIsDeliveredOnce(orders);
        assertThat(messages(orders)).isEqualTo(told);
    }

    private static List<String> delivered() throws Exception {
        Purchases purchases = Purchases.of(ORDERS, suite.shop(), suite.stock());
        purchases.begin();
        List<String> orders = purchases.orderIds();
        inspection.eachIsDeliveredOnce(orders);
        return orders;
    }

    private static Map<String, List<Step>> timelines(Collection<String> orders) {
        return orders.stream()
                .collect(Collectors.toMap(
                        order -> order, order -> suite.shop().timeline(order).steps()));
    }

    private static Map<String, List<Message>> messages(Collection<String> orders) {
        return orders.stream()
                .collect(Collectors.toMap(order -> order, order -> suite.inbox().about(order)));
    }

    private static void awaitDone(String replay) {
        eventually().until(() -> views().replay(replay), Replay::isDone);
    }

    private static Views views() {
        return new Views(suite.services().orders().address());
    }

    private static void readFromTheBeginning(String group) throws Exception {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, suite.broker().bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet()
                    .forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
            assertThat(beginning).isNotEmpty();
            // The members that left are still counted for a moment.
            eventually()
                    .ignoreExceptions()
                    .untilAsserted(() -> admin.alterConsumerGroupOffsets(group, beginning)
                            .all()
                            .get());
        }
    }
}
