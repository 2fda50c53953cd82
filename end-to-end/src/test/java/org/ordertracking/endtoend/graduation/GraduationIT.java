package org.ordertracking.endtoend.graduation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.EventLog;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.endtoend.client.Stock;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/**
 * The suite moves from broker-service to three nodes of Apache Kafka while customers order, as
 * docs/graduating-to-kafka.md tells people to move it. A node of the cluster is killed meanwhile and comes back.
 *
 * <p>{@code -Dgraduation.seed} gives the same orders, the same node and the same moment of its death; how processes
 * interleave is not in it.
 */
@Tag("graduation")
class GraduationIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    /** Orders between one step and the next, so that every step meets some that are under way. */
    private static final int ORDERS_PER_STEP = 8;

    private static KafkaCluster kafka;

    @AfterAll
    static void killCluster() {
        kafka.kill();
    }

    @Test
    void everyOrderEndsOnceAlthoughTheSuiteMovesUnderLoadAndANodeDies() throws Exception {
        long seed = Long.getLong("graduation.seed", System.nanoTime());
        System.out.printf("graduation; -Dgraduation.seed=%d gives the same orders and the same kill%n", seed);
        Random random = new Random(seed);
        OrderTrackingSuite suite = OrderTrackingSuite.create(PROCESSES);
        kafka = KafkaCluster.create(PROCESSES, 3);
        suite.start();
        kafka.launch();
        kafka.awaitComplete();
        Map<String, Item> stockBefore = stock(suite.stock());
        String old = suite.broker().bootstrapServers();
        MirrorMaker mirror = new MirrorMaker(PROCESSES, "mirror-maker.properties", old, kafka.bootstrapServers());
        Move move = new Move(suite.services(), mirror, kafka);
        List<PlacedOrder> orders;
        List<LoggedEvent> oldLog;

        try (Customers customers = new Customers(suite.shop(), seed)) {
            customers.begin();
            awaitMore(customers);
            mirror.start();
            move.awaitEveryTopic(old);

            KafkaNode victim = kafka.nodes().get(random.nextInt(kafka.nodes().size()));
            int deadliest = random.nextInt(Move.STEPS.size());
            for (int step = 0; step < Move.STEPS.size(); step++) {
                if (step == deadliest) {
                    System.out.printf("node %d dies before %s moves%n", victim.id(), Move.STEPS.get(step));
                    victim.kill();
                }
                move.step(Move.STEPS.get(step));
                awaitMore(customers);
                if (step == deadliest) {
                    victim.launch();
                }
            }
            oldLog = new EventLog(old).read();
            mirror.stop();
            suite.broker().process().stop();
            kafka.awaitComplete();
            awaitMore(customers);
            orders = customers.end();
        }

        new OrderAudit(suite, kafka.bootstrapServers()).eachEndsOnce(orders);
        assertThat(stock(suite.stock())).isEqualTo(without(orders, stockBefore));
        List<LoggedEvent> newLog = new EventLog(kafka.bootstrapServers()).read();
        assertThat(ids(newLog)).as("events that were on broker-service").containsAll(ids(oldLog));
        System.out.printf(
                "graduation: %d orders, %d events, %d of them from broker-service, %d records of which are copies%n",
                orders.size(),
                ids(newLog).size(),
                ids(oldLog).size(),
                newLog.size() - ids(newLog).size());
    }

    private static void awaitMore(Customers customers) {
        int enough = customers.count() + ORDERS_PER_STEP;
        eventually().until(() -> customers.count() >= enough);
    }

    private static Map<String, Item> stock(Stock stock) {
        return Customers.PLENTY.stream().map(stock::of).collect(toMap(Item::sku, Function.identity()));
    }

    private static Map<String, Item> without(List<PlacedOrder> orders, Map<String, Item> before) {
        return before.values().stream()
                .map(item -> item.without(orders.stream()
                        .mapToInt(order -> order.pieces(item.sku()))
                        .sum()))
                .collect(toMap(Item::sku, Function.identity()));
    }

    private static Set<String> ids(List<LoggedEvent> events) {
        return events.stream().map(event -> event.envelope().id()).collect(toSet());
    }
}
