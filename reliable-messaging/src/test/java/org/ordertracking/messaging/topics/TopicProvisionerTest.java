package org.ordertracking.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.messaging.topics.TopicCreator.Answer;

class TopicProvisionerTest {

    private static final int CONVERTER_PRIORITY = 200;

    private static final Map<String, String> SETTINGS = Map.of(
            "messaging.topics.own", "stock,inventory",
            "messaging.topics.first-pause", "1ms",
            "messaging.topics.longest-pause", "1ms",
            "mp.messaging.incoming.orders.connector", "smallrye-kafka",
            "mp.messaging.incoming.orders.dead-letter-queue.topic", "orders.warehouse-service.dead-letters");

    private final SmallRyeConfig config = new SmallRyeConfigBuilder()
            .withMapping(TopicsConfig.class)
            .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
            .withDefaultValues(SETTINGS)
            .build();
    private final Broker broker = new Broker();
    private final FiredEvents<TopicReady> ready = new FiredEvents<>();
    private final TopicPlan plan = new TopicPlan(config.getConfigMapping(TopicsConfig.class), config, List.of());
    private final TopicProvisioner provisioner =
            new TopicProvisioner(config.getConfigMapping(TopicsConfig.class), plan, broker, ready);

    @AfterEach
    void stop() {
        provisioner.stop(new ShutdownEvent());
    }

    @Test
    void plansWhatAServiceWritesReadsAndCannotHandle() {
        Map<String, NewTopic> topics = plan.topics().stream()
                .collect(Collectors.toMap(NewTopic::name, Function.identity(), (a, b) -> a, TreeMap::new));

        assertThat(topics.keySet())
                .containsExactly("inventory", "orders", "orders.warehouse-service.dead-letters", "stock");
        assertThat(topics.values())
                .as("copies are left to the cluster")
                .extracting(NewTopic::replicationFactor)
                .containsOnly((short) -1);
        assertThat(topics.get("orders").numPartitions()).isEqualTo(3);
        assertThat(topics.get("orders").configs()).isNull();
        assertThat(topics.get("inventory").configs()).isEqualTo(Map.of("cleanup.policy", "compact"));
        assertThat(topics.get("orders.warehouse-service.dead-letters").numPartitions())
                .isEqualTo(1);
        assertThat(topics.get("orders.warehouse-service.dead-letters").configs())
                .isEqualTo(Map.of("retention.ms", "2592000000"));
    }

    @Test
    void aTopicIsWrittenToOnceItIsThere() {
        broker.answers(topic -> new Answer.Created());

        provisioner.start(new StartupEvent());

        await().until(() -> ready.fired().size() == 4);
        assertThat(provisioner.isReady("stock")).isTrue();
        assertThat(broker.asked).hasSize(1);
    }

    @Test
    void aTopicThatIsThereIsGoodWhateverItsPartitions() {
        broker.answers(topic -> new Answer.Existed(12));

        provisioner.start(new StartupEvent());

        await().until(() -> provisioner.isReady("stock") && provisioner.isReady("inventory"));
    }

    @Test
    void asksAgainForWhatIsMissingAndOnlyForThat() {
        broker.answers(topic -> topic.equals("stock")
                ? new Answer.Missing(new TimeoutException("the broker is away"))
                : new Answer.Created());
        broker.answers(topic -> new Answer.Created());

        provisioner.start(new StartupEvent());

        await().until(() -> provisioner.isReady("stock"));
        assertThat(broker.asked.get(1)).containsExactly("stock");
    }

    @Test
    void aUserWithoutTheRightToCreateGoesOnWhenSomebodyElseHasCreated() {
        Function<String, Answer> forbidden = topic -> topic.equals("inventory")
                ? new Answer.Missing(new TopicAuthorizationException("not authorized"))
                : new Answer.Existed(3);
        broker.answers(forbidden);
        broker.answers(forbidden);
        broker.answers(topic -> new Answer.Existed(3));

        provisioner.start(new StartupEvent());

        await().until(() -> provisioner.isReady("inventory"));
        assertThat(broker.asked).hasSize(3);
    }

    /** Answers round by round as it was told; no round must be asked for that it was not told of. */
    private static final class Broker implements TopicCreator {

        private final Deque<Function<String, Answer>> rounds = new ArrayDeque<>();
        private final List<List<String>> asked = new CopyOnWriteArrayList<>();

        void answers(Function<String, Answer> round) {
            rounds.add(round);
        }

        @Override
        public Map<String, Answer> create(Collection<NewTopic> topics) {
            List<String> names = topics.stream().map(NewTopic::name).toList();
            asked.add(names);
            return names.stream().collect(Collectors.toMap(Function.identity(), rounds.remove()));
        }
    }
}
