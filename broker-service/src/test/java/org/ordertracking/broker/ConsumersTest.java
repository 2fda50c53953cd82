package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own consumers in groups, over the network. */
class ConsumersTest {
    private static final String TOPIC = "orders";
    private static final int PARTITIONS = 4;
    private static final String GROUP = "billing";

    @TempDir
    private Path directory;

    private final List<KafkaConsumer<String, String>> consumers = new ArrayList<>();
    private RunningBroker running;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        running = new RunningBroker(
                directory,
                Map.of(
                        "broker.groups.consumer.min-heartbeat-interval",
                        "100ms",
                        "broker.groups.consumer.heartbeat-interval",
                        "100ms"));
        GroupMetrics.bind(running.broker(), running.metrics(), 10);
        admin = Admin.create(Map.of("bootstrap.servers", running.bootstrap()));
        admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void stop() throws IOException {
        consumers.forEach(KafkaConsumer::close);
        admin.close();
        running.close();
    }

    @Test
    void inCooperativeRebalancingAMemberKeepsWhatItIsNotToGiveUp() {
        Set<TopicPartition> revoked = new HashSet<>();
        KafkaConsumer<String, String> first = consumer("classic");
        first.subscribe(List.of(TOPIC), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                revoked.addAll(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
        await().until(() -> assigned(first) == PARTITIONS);

        KafkaConsumer<String, String> second = consumer("classic");
        second.subscribe(List.of(TOPIC));

        await().until(() -> assigned(first, second) == PARTITIONS && assigned(second) == PARTITIONS / 2);
        assertThat(revoked).hasSize(PARTITIONS / 2).isEqualTo(second.assignment());
    }

    @Test
    void aLiveGroupChangesFromTheClassicProtocolToTheNewerOne() throws Exception {
        KafkaConsumer<String, String> classic = consumer("classic");
        classic.subscribe(List.of(TOPIC));
        await().until(() -> assigned(classic) == PARTITIONS);

        KafkaConsumer<String, String> newer = consumer("consumer");
        newer.subscribe(List.of(TOPIC));

        await().until(() -> assigned(classic, newer) == PARTITIONS && assigned(newer) == PARTITIONS / 2);
        assertThat(admin.describeConsumerGroups(List.of(GROUP))
                        .describedGroups()
                        .get(GROUP)
                        .get()
                        .type()
                        .toString())
                .isEqualTo("Consumer");
    }

    @Test
    void theLagOfAGroupThatSubscribesByExpressionIsShown() throws Exception {
        KafkaConsumer<String, String> consumer = consumer("consumer");
        consumer.subscribe(new SubscriptionPattern("ord.*"));
        await().until(() -> assigned(consumer) == PARTITIONS);
        send("a", "b");

        Set<String> read = new HashSet<>();
        await().until(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> read.add(record.value()));
            return read.size() == 2;
        });
        consumer.commitSync();
        assertThat(lag()).isZero();

        send("c");
        assertThat(lag()).isOne();
    }

    @Test
    void aGroupIsConfiguredWithinTheBrokersLimits() throws Exception {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, GROUP);
        admin.incrementalAlterConfigs(Map.of(group, List.of(set("consumer.session.timeout.ms", "50000"))))
                .all()
                .get();

        ConfigEntry shown =
                admin.describeConfigs(List.of(group)).all().get().get(group).get("consumer.session.timeout.ms");
        assertThat(shown.value()).isEqualTo("50000");
        assertThat(shown.source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_GROUP_CONFIG);
        assertThatThrownBy(() -> admin.incrementalAlterConfigs(
                                Map.of(group, List.of(set("consumer.session.timeout.ms", "61000"))))
                        .all()
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("group.consumer.max.session.timeout.ms");
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private KafkaConsumer<String, String> consumer(String protocol) {
        Map<String, Object> config = new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                running.bootstrap(),
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                protocol,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false"));
        if (protocol.equals("classic")) {
            config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "100");
            config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        consumers.add(consumer);
        return consumer;
    }

    /** Lets members take their part in a rebalance; how many partitions they have then. */
    private static int assigned(KafkaConsumer<?, ?>... members) {
        int partitions = 0;
        for (KafkaConsumer<?, ?> member : members) {
            member.poll(Duration.ofMillis(50));
            partitions += member.assignment().size();
        }
        return partitions;
    }

    private void send(String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", running.bootstrap()), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value, value)).get();
            }
        }
    }

    private double lag() {
        return running.metrics().find("broker.group.lag").tag("group", GROUP).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }
}
