package org.ordertracking.broker.api.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.ApiHandlers;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** Creating, deleting and describing topics, as admin clients do. */
class TopicHandlersTest {
    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withPolicies(new ApiHandlers.Policies(true, 1 << 20, Map.of("num.partitions", "1")))
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aTopicThatIsRefusedDoesNotHoldUpTheOthers() {
        broker.topic("taken", 1);

        List<CreatableTopicResult> results = create(topic("taken"), topic("no/name"), topic("orders"));

        assertThat(results)
                .extracting(CreatableTopicResult::errorCode)
                .containsExactly(
                        Errors.TOPIC_ALREADY_EXISTS.code(), Errors.INVALID_TOPIC_EXCEPTION.code(), Errors.NONE.code());
        assertThat(broker.topics().byName("orders")).isPresent();
    }

    @Test
    void replicasAreNotToBeHadOnOneNode() {
        CreatableTopicResult result =
                create(topic("orders").setReplicationFactor((short) 3)).get(0);

        assertThat(result.errorCode()).isEqualTo(Errors.INVALID_REPLICATION_FACTOR.code());
        assertThat(result.errorMessage()).contains("use 1 or -1");
    }

    @Test
    void aConfigThatIsNotAllowedIsNamed() {
        CreatableTopic wrongValue = topic("orders");
        wrongValue
                .configs()
                .add(new CreatableTopicConfig().setName("retention.ms").setValue("soon"));
        CreatableTopic noValue = topic("orders2");
        noValue.configs().add(new CreatableTopicConfig().setName("retention.ms").setValue(null));

        assertThat(create(wrongValue, noValue)).allSatisfy(result -> {
            assertThat(result.errorCode()).isEqualTo(Errors.INVALID_CONFIG.code());
            assertThat(result.errorMessage()).contains("retention.ms");
        });
    }

    @Test
    void partitionsMayBeAssignedToTheOneNodeOnly() {
        CreatableTopic here = assigned("here", 0, TestBroker.NODE_ID);
        CreatableTopic elsewhere = assigned("elsewhere", 0, 99);
        CreatableTopic gap = assigned("gap", 1, TestBroker.NODE_ID);

        assertThat(create(here, elsewhere, gap))
                .extracting(CreatableTopicResult::errorCode)
                .containsExactly(
                        Errors.NONE.code(),
                        Errors.INVALID_REPLICA_ASSIGNMENT.code(),
                        Errors.INVALID_REPLICA_ASSIGNMENT.code());
    }

    @Test
    void morePartitionsThanThereMayBeAreRefused() {
        assertThat(create(topic("orders").setNumPartitions(Integer.MAX_VALUE))
                        .get(0)
                        .errorCode())
                .isEqualTo(Errors.POLICY_VIOLATION.code());
        assertThat(create(topic("orders").setNumPartitions(0)).get(0).errorCode())
                .isEqualTo(Errors.INVALID_PARTITIONS.code());
    }

    @Test
    void askingForAMissingTopicMakesItWhereTheClientAllowsIt() {
        assertThat(metadata("orders", true).errorCode()).isZero();
        assertThat(broker.topics().byName("orders")).isPresent();

        assertThat(metadata("stock", false).errorCode()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        assertThat(broker.topics().byName("stock")).isEmpty();
    }

    @Test
    void askingForAMissingTopicMakesNothingWhereTheBrokerDoesNotAllowIt() {
        broker.close();
        broker = TestBroker.in(directory)
                .withPolicies(new ApiHandlers.Policies(false, 1 << 20, Map.of()))
                .start();

        assertThat(metadata("orders", true).errorCode()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        assertThat(broker.topics().all()).isEmpty();
    }

    @Test
    void aNameThatKafkaDoesNotAllowIsNotCreatedEither() {
        assertThat(metadata("no/name", true).errorCode()).isEqualTo(Errors.INVALID_TOPIC_EXCEPTION.code());
        assertThat(metadata("no/name", false).errorCode()).isEqualTo(Errors.INVALID_TOPIC_EXCEPTION.code());
    }

    @Test
    void topicsAreDeletedByNameAndByIdAndInternalOnesAreNot() {
        broker.topic("by-name", 1);
        Uuid byId = broker.topic("by-id", 1).id();
        broker.topic("__consumer_offsets", 1);
        DeleteTopicsRequestData request = new DeleteTopicsRequestData()
                .setTopics(List.of(
                        new DeleteTopicState().setName("by-name"),
                        new DeleteTopicState().setName(null).setTopicId(byId),
                        new DeleteTopicState().setName(null).setTopicId(Uuid.ONE_UUID),
                        new DeleteTopicState().setName("nobody"),
                        new DeleteTopicState().setName("__consumer_offsets")));

        DeleteTopicsResponseData response = Requests.ask(broker, request, 6, DeleteTopicsResponseData.class);

        assertThat(response.responses())
                .extracting(result -> Errors.forCode(result.errorCode()))
                .containsExactly(
                        Errors.NONE,
                        Errors.NONE,
                        Errors.UNKNOWN_TOPIC_ID,
                        Errors.UNKNOWN_TOPIC_OR_PARTITION,
                        Errors.INVALID_TOPIC_EXCEPTION);
        assertThat(broker.topics().all()).hasSize(1);
    }

    @Test
    void aConfigSaysWhetherItWasSetForTheTopic() {
        CreatableTopic wanted = topic("orders");
        wanted.configs().add(new CreatableTopicConfig().setName("retention.ms").setValue("99"));
        create(wanted);

        assertThat(configs(TOPIC, "orders", "retention.ms", "cleanup.policy").configs())
                .extracting(config ->
                        config.name() + "=" + config.value() + " " + ConfigSource.forId(config.configSource()))
                .containsExactly("cleanup.policy=delete DEFAULT_CONFIG", "retention.ms=99 TOPIC_CONFIG");
    }

    @Test
    void configsOfWhatIsNotThereAreAnError() {
        assertThat(configs(TOPIC, "nobody").errorCode()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        assertThat(configs(BROKER, "2").errorCode()).isEqualTo(Errors.INVALID_REQUEST.code());
        assertThat(configs((byte) 77, "x").errorCode()).isEqualTo(Errors.INVALID_REQUEST.code());
    }

    private static CreatableTopic topic(String name) {
        return new CreatableTopic().setName(name).setNumPartitions(1).setReplicationFactor((short) -1);
    }

    private static CreatableTopic assigned(String name, int partition, int node) {
        CreatableTopic topic = topic(name).setNumPartitions(-1);
        topic.assignments()
                .add(new CreatableReplicaAssignment()
                        .setPartitionIndex(partition)
                        .setBrokerIds(List.of(node)));
        return topic;
    }

    private List<CreatableTopicResult> create(CreatableTopic... wanted) {
        CreateTopicsRequestData request = new CreateTopicsRequestData();
        for (CreatableTopic topic : wanted) {
            request.topics().add(topic);
        }
        return List.copyOf(
                Requests.ask(broker, request, 7, CreateTopicsResponseData.class).topics());
    }

    private MetadataResponseTopic metadata(String name, boolean mayCreate) {
        MetadataRequestData request = new MetadataRequestData()
                .setAllowAutoTopicCreation(mayCreate)
                .setTopics(List.of(new MetadataRequestTopic().setName(name)));
        return Requests.ask(broker, request, 12, MetadataResponseData.class)
                .topics()
                .iterator()
                .next();
    }

    private DescribeConfigsResult configs(byte type, String name, String... keys) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(type)
                        .setResourceName(name)
                        .setConfigurationKeys(keys.length == 0 ? null : List.of(keys))));
        return Requests.ask(broker, request, 4, DescribeConfigsResponseData.class)
                .results()
                .get(0);
    }
}
