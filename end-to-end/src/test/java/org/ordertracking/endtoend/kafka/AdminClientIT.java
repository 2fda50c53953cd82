package org.ordertracking.endtoend.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** What Kafka's admin client, and with it every Kafka console, asks of a broker. */
class AdminClientIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static BrokerProcess broker;
    private static KafkaClients clients;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
        admin = clients.admin();
    }

    @AfterAll
    static void closeClient() {
        admin.close();
    }

    @Test
    void theClusterIsThisOneNode() throws Exception {
        Collection<Node> nodes = admin.describeCluster().nodes().get();

        assertThat(nodes)
                .extracting(node -> node.host() + ":" + node.port())
                .containsExactly(broker.bootstrapServers());
        assertThat(admin.describeCluster().controller().get())
                .isEqualTo(nodes.iterator().next());
        assertThat(admin.describeCluster().clusterId().get()).isNotBlank();
    }

    @Test
    void aCreatedTopicIsListedAndDescribed() throws Exception {
        create(new NewTopic("described", 3, (short) 1));

        assertThat(admin.listTopics().names().get()).contains("described");
        TopicDescription description = describe("described");
        assertThat(description.topicId()).isNotEqualTo(Uuid.ZERO_UUID);
        assertThat(description.partitions())
                .extracting(TopicPartitionInfo::partition)
                .containsExactly(0, 1, 2);
        assertThat(description.partitions()).allSatisfy(partition -> {
            assertThat(partition.leader()).isNotNull();
            assertThat(partition.isr()).containsExactly(partition.leader());
        });
    }

    @Test
    void aTopicIsCreatedOnlyOnce() throws Exception {
        create(new NewTopic("once", 1, (short) 1));

        assertThatThrownBy(() -> create(new NewTopic("once", 1, (short) 1)))
                .hasCauseInstanceOf(TopicExistsException.class);
    }

    @Test
    void aDeletedTopicIsGoneAndANewOneOfItsNameIsEmpty() throws Exception {
        create(new NewTopic("deleted", 1, (short) 1));
        send("deleted", "of the first");
        var before = describe("deleted").topicId();

        admin.deleteTopics(List.of("deleted")).all().get();

        assertThatThrownBy(() -> describe("deleted")).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        assertThat(admin.listTopics().names().get()).doesNotContain("deleted");
        create(new NewTopic("deleted", 1, (short) 1));
        assertThat(describe("deleted").topicId()).isNotEqualTo(before);
        assertThat(clients.readAll("deleted")).isEmpty();
    }

    @Test
    void configsGivenAtCreationAreDescribedAndTheOthersAreDefaults() throws Exception {
        create(new NewTopic("configured", 1, (short) 1)
                .configs(Map.of("retention.ms", "60000", "cleanup.policy", "compact")));

        Config config = configOf(new ConfigResource(ConfigResource.Type.TOPIC, "configured"));

        assertThat(config.get("retention.ms").value()).isEqualTo("60000");
        assertThat(config.get("retention.ms").source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
        assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        assertThat(config.get("segment.bytes").isDefault()).isTrue();
    }

    @Test
    void aConfigThatIsNoneIsRefused() {
        NewTopic topic = new NewTopic("misconfigured", 1, (short) 1).configs(Map.of("retention.ms", "soon"));

        assertThatThrownBy(() -> create(topic)).hasCauseInstanceOf(InvalidConfigurationException.class);
        assertThatThrownBy(() -> describe("misconfigured")).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void theBrokerDescribesItsOwnConfig() throws Exception {
        String id = admin.describeCluster().nodes().get().iterator().next().idString();

        Config config = configOf(new ConfigResource(ConfigResource.Type.BROKER, id));

        assertThat(config.get("node.id").value()).isEqualTo(id);
        assertThat(config.get("num.partitions").value()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aGroupIsListedAndDescribedWithItsMembersAndOffsets(String protocol) throws Exception {
        String topic = "read-by-" + protocol;
        String group = "readers-of-" + protocol;
        create(new NewTopic(topic, 2, (short) 1));
        send(topic, "a record");
        Set<TopicPartition> partitions = Set.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        try (Consumer<String, String> member = clients.member(group, protocol)) {
            member.subscribe(List.of(topic));
            eventually().pollInSameThread().until(() -> {
                member.poll(Duration.ofMillis(50));
                return member.assignment().equals(partitions);
            });
            member.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0, "my note")));

            assertThat(admin.listGroups().all().get())
                    .filteredOn(listing -> listing.groupId().equals(group))
                    .singleElement()
                    .satisfies(listing -> {
                        assertThat(listing.type().orElseThrow())
                                .hasToString(protocol.equals("classic") ? "Classic" : "Consumer");
                        assertThat(listing.groupState()).contains(GroupState.STABLE);
                    });
            ConsumerGroupDescription description = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            assertThat(description.groupState()).isEqualTo(GroupState.STABLE);
            assertThat(description.coordinator().idString()).isNotBlank();
            assertThat(description.members())
                    .singleElement()
                    .extracting(MemberDescription::assignment)
                    .satisfies(assignment ->
                            assertThat(assignment.topicPartitions()).isEqualTo(partitions));
            assertThat(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .containsEntry(new TopicPartition(topic, 0), new OffsetAndMetadata(0, "my note"));
        }
    }

    private static void create(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
    }

    private static TopicDescription describe(String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get();
    }

    private static Config configOf(ConfigResource resource) throws Exception {
        return admin.describeConfigs(List.of(resource)).values().get(resource).get();
    }

    private static void send(String topic, String value) throws Exception {
        try (var producer = clients.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
