package org.ordertracking.broker.api.configs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.AlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.ApiHandlers;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.TopicDefaults;

/** Changing the configs of topics and brokers, and what is shown of them afterwards. */
class AlterConfigsTest {
    private static final byte TOPIC = ConfigResource.Type.TOPIC.id();
    private static final byte BROKER = ConfigResource.Type.BROKER.id();
    private static final byte GROUP = ConfigResource.Type.GROUP.id();
    private static final byte CLIENT_METRICS = ConfigResource.Type.CLIENT_METRICS.id();
    private static final String THIS_BROKER = String.valueOf(TestBroker.NODE_ID);
    private static final String ALL_BROKERS = "";

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTopicDefaults(new TopicDefaults(1, 100, Map.of("retention.bytes", "5000")))
                .withPolicies(new ApiHandlers.Policies(true, 1 << 20, Map.of("num.partitions", "1")))
                .start();
        broker.topics()
                .create(new NewTopic("orders", 2, Map.of("retention.ms", "1000")), false)
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void anIncrementalChangeLeavesTheRestAsItIs() {
        assertThat(alter(TOPIC, "orders", set("max.message.bytes", "2000"))).isEqualTo("NONE null");

        assertThat(overridesOf("orders")).isEqualTo(Map.of("retention.ms", "1000", "max.message.bytes", "2000"));
    }

    @Test
    void aChangeHoldsForTheNextAppend() {
        alter(TOPIC, "orders", set("max.message.bytes", "2000"), set("message.timestamp.type", "LogAppendTime"));

        assertThat(broker.topics().byName("orders").orElseThrow().partitions()).allSatisfy(partition -> {
            assertThat(partition.log().settings().maxMessageBytes()).isEqualTo(2000);
            assertThat(partition.log().settings().timestampType().name).isEqualTo("LogAppendTime");
        });
    }

    @Test
    void aChangeIsThereAfterARestart() {
        alter(TOPIC, "orders", set("max.message.bytes", "2000"), delete("retention.ms"));
        alter(BROKER, ALL_BROKERS, set("log.retention.ms", "77"));

        broker.restart();

        assertThat(overridesOf("orders")).isEqualTo(Map.of("max.message.bytes", "2000"));
        assertThat(settingsOf("orders").effective().retentionMs).isEqualTo(77);
        assertThat(broker.topics().byName("orders").orElseThrow().partitions())
                .allSatisfy(partition ->
                        assertThat(partition.log().settings().maxMessageBytes()).isEqualTo(2000));
    }

    @Test
    void listsCanBeAddedToAndTakenFrom() {
        assertThat(alter(TOPIC, "orders", step(OpType.APPEND, "cleanup.policy", "compact")))
                .isEqualTo("NONE null");
        assertThat(overridesOf("orders")).containsEntry("cleanup.policy", "delete,compact");

        assertThat(alter(TOPIC, "orders", step(OpType.SUBTRACT, "cleanup.policy", "delete")))
                .isEqualTo("NONE null");
        assertThat(overridesOf("orders")).containsEntry("cleanup.policy", "compact");

        assertThat(alter(TOPIC, "orders", step(OpType.APPEND, "retention.ms", "1")))
                .isEqualTo("INVALID_CONFIG Can't APPEND to key retention.ms because its type is not LIST.");
    }

    @Test
    void validatingChangesNothing() {
        IncrementalAlterConfigsRequestData request =
                request(resource(TOPIC, "orders", set("retention.ms", "5"))).setValidateOnly(true);

        assertThat(send(request)).containsExactly("NONE null");
        assertThat(overridesOf("orders")).containsEntry("retention.ms", "1000");
        assertThat(send(request(resource(TOPIC, "orders", set("retention.ms", "x")))
                        .setValidateOnly(true)))
                .singleElement()
                .asString()
                .startsWith("INVALID_CONFIG");
    }

    @Test
    void aConfigThatIsNotAllowedIsNamedAndNothingOfTheResourceChanges() {
        assertThat(alter(TOPIC, "orders", set("max.message.bytes", "2000"), set("retention.msec", "1")))
                .isEqualTo("INVALID_CONFIG Unknown topic config name: retention.msec");
        assertThat(alter(TOPIC, "orders", set("max.message.bytes", "2000"), set("retention.ms", "soon")))
                .startsWith("INVALID_CONFIG")
                .contains("retention.ms");

        assertThat(overridesOf("orders")).isEqualTo(Map.of("retention.ms", "1000"));
    }

    @Test
    void whatTheBrokerCouldOnlyPretendToDoIsRefused() {
        assertThat(alter(TOPIC, "orders", set("remote.storage.enable", "true"))).startsWith("INVALID_CONFIG");
        assertThat(alter(TOPIC, "orders", set("compression.type", "lz4")))
                .startsWith("INVALID_CONFIG")
                .contains("compression.type=lz4")
                .contains("leave it at producer");
        assertThat(alter(BROKER, ALL_BROKERS, set("compression.type", "lz4"))).startsWith("INVALID_CONFIG");

        assertThat(alter(TOPIC, "orders", set("compression.type", "producer"), set("remote.storage.enable", "false")))
                .isEqualTo("NONE null");
    }

    @Test
    void aResourceThatIsRefusedDoesNotHoldUpTheOthers() {
        assertThat(send(request(
                        resource(TOPIC, "nobody", set("retention.ms", "1")),
                        resource(TOPIC, "orders", set("retention.ms", "2")),
                        resource(TOPIC, "", set("retention.ms", "2")),
                        resource(BROKER, "2", set("log.retention.ms", "3")),
                        resource(BROKER, "two", set("log.retention.ms", "3")),
                        resource((byte) 77, "x", set("a", "b")))))
                .containsExactly(
                        "UNKNOWN_TOPIC_OR_PARTITION The topic 'nobody' does not exist.",
                        "NONE null",
                        "INVALID_REQUEST Default topic resources are not allowed.",
                        "INVALID_REQUEST Unexpected broker id, expected 1, but received 2",
                        "INVALID_REQUEST Node id must be an integer, but it is: two",
                        "INVALID_REQUEST Unknown resource type 77");
    }

    @Test
    void aResourceOrAConfigThatOccursTwiceIsRefused() {
        assertThat(send(request(
                        resource(TOPIC, "orders", set("retention.ms", "1")),
                        resource(TOPIC, "orders", set("retention.ms", "2")))))
                .containsExactly(
                        "INVALID_REQUEST Each resource must appear at most once.",
                        "INVALID_REQUEST Each resource must appear at most once.");
        assertThat(alter(TOPIC, "orders", set("retention.ms", "1"), delete("retention.ms")))
                .startsWith("INVALID_REQUEST")
                .contains("retention.ms");
    }

    @Test
    void aStepWithoutAValueOrWithAnUnknownOperationIsRefused() {
        assertThat(alter(TOPIC, "orders", set("retention.ms", null)))
                .isEqualTo("INVALID_REQUEST Null value not supported for : retention.ms");
        assertThat(alter(
                        TOPIC,
                        "orders",
                        new AlterableConfig()
                                .setName("retention.ms")
                                .setValue("1")
                                .setConfigOperation((byte) 9)))
                .isEqualTo("INVALID_REQUEST Unknown operations type 9");
    }

    @Test
    void theOlderRequestReplacesAllThatWasSet() {
        assertThat(replace(TOPIC, "orders", Map.of("segment.ms", "5000"))).isEqualTo("NONE null");

        assertThat(overridesOf("orders")).isEqualTo(Map.of("segment.ms", "5000"));
        assertThat(replace(TOPIC, "orders", Map.of("segment.ms", "x"))).startsWith("INVALID_CONFIG");
        assertThat(replace(TOPIC, "nobody", Map.of())).startsWith("UNKNOWN_TOPIC_OR_PARTITION");
    }

    @Test
    void theDefaultsOfTopicsCanBeChangedForAllBrokersAndMoreStronglyForThisOne() {
        broker.topic("stock", 1);

        assertThat(alter(BROKER, ALL_BROKERS, set("log.retention.ms", "77"), set("message.max.bytes", "3000")))
                .isEqualTo("NONE null");
        assertThat(settingsOf("stock").effective().retentionMs).isEqualTo(77);
        assertThat(settingsOf("orders").effective().retentionMs).isEqualTo(1000);
        assertThat(broker.topics().byName("stock").orElseThrow().partitions())
                .allSatisfy(partition ->
                        assertThat(partition.log().settings().maxMessageBytes()).isEqualTo(3000));

        alter(BROKER, THIS_BROKER, set("log.retention.ms", "88"));
        assertThat(settingsOf("stock").effective().retentionMs).isEqualTo(88);

        alter(BROKER, THIS_BROKER, delete("log.retention.ms"));
        assertThat(settingsOf("stock").effective().retentionMs).isEqualTo(77);
        assertThat(broker.topic("new", 1).settings().effective().retentionMs).isEqualTo(77);
    }

    @Test
    void aBrokersConfigThatCannotChangeWhileItRunsIsNamed() {
        assertThat(alter(BROKER, THIS_BROKER, set("num.partitions", "3")))
                .startsWith("INVALID_REQUEST Cannot update these configs dynamically: [num.partitions]");
        assertThat(alter(BROKER, ALL_BROKERS, set("log.retention.ms", "soon")))
                .startsWith("INVALID_CONFIG")
                .contains("retention.ms");
    }

    @Test
    void everyConfigSaysWhereItsValueComesFrom() {
        alter(BROKER, ALL_BROKERS, set("log.retention.ms", "77"));
        alter(BROKER, THIS_BROKER, set("log.retention.ms", "88"));

        assertThat(synonymsOf(TOPIC, "orders", "retention.ms"))
                .containsExactly(
                        "retention.ms=1000 TOPIC_CONFIG",
                        "log.retention.ms=88 DYNAMIC_BROKER_CONFIG",
                        "log.retention.ms=77 DYNAMIC_DEFAULT_BROKER_CONFIG",
                        "log.retention.hours=168 DEFAULT_CONFIG");
        assertThat(synonymsOf(TOPIC, "orders", "retention.bytes"))
                .containsExactly(
                        "log.retention.bytes=5000 STATIC_BROKER_CONFIG", "log.retention.bytes=-1 DEFAULT_CONFIG");
        assertThat(synonymsOf(TOPIC, "orders", "segment.ms"))
                .as("the default stands under log.roll.hours, not under log.roll.ms")
                .isEmpty();
        assertThat(synonymsOf(TOPIC, "orders", "max.message.bytes"))
                .containsExactly("message.max.bytes=1048588 DEFAULT_CONFIG");
    }

    @Test
    void theBrokerShowsWhatCanChangeAndWhatCannot() {
        alter(BROKER, ALL_BROKERS, set("log.retention.ms", "77"));

        assertThat(configs(BROKER, THIS_BROKER))
                .filteredOn(config -> config.name().equals("num.partitions"))
                .singleElement()
                .returns(true, DescribeConfigsResourceResult::readOnly)
                .returns(ConfigSource.STATIC_BROKER_CONFIG.id(), DescribeConfigsResourceResult::configSource);
        assertThat(configs(BROKER, THIS_BROKER))
                .filteredOn(config -> config.name().equals("log.retention.ms"))
                .singleElement()
                .returns(false, DescribeConfigsResourceResult::readOnly)
                .returns("77", DescribeConfigsResourceResult::value);
        assertThat(configs(BROKER, ALL_BROKERS))
                .extracting(DescribeConfigsResourceResult::name)
                .containsExactly("log.retention.ms");
        assertThat(synonymsOf(BROKER, ALL_BROKERS, "log.retention.ms"))
                .containsExactly("log.retention.ms=77 DYNAMIC_DEFAULT_BROKER_CONFIG");
    }

    @Test
    void aGroupHasConfigsOfItsOwnWithinTheLimitsOfTheBroker() {
        assertThat(alter(GROUP, "readers", set("consumer.session.timeout.ms", "50000")))
                .isEqualTo("NONE null");

        broker.restart();
        assertThat(synonymsOf(GROUP, "readers", "consumer.session.timeout.ms"))
                .containsExactly("consumer.session.timeout.ms=50000 GROUP_CONFIG");
        assertThat(synonymsOf(GROUP, "others", "consumer.session.timeout.ms"))
                .containsExactly("consumer.session.timeout.ms=45000 DEFAULT_CONFIG");
        assertThat(broker.topics().configs().configured(ConfigResource.Type.GROUP))
                .containsExactly("readers");

        assertThat(alter(GROUP, "readers", delete("consumer.session.timeout.ms")))
                .isEqualTo("NONE null");
        assertThat(broker.topics().configs().configured(ConfigResource.Type.GROUP))
                .isEmpty();
    }

    @Test
    void aGroupsConfigThatIsNotAllowedIsNamed() {
        assertThat(alter(GROUP, "readers", set("consumer.session.timeout.ms", "5")))
                .startsWith("INVALID_CONFIG")
                .contains("consumer.session.timeout.ms");
        assertThat(alter(GROUP, "readers", set("no.such", "5")))
                .startsWith("INVALID_CONFIG")
                .contains("no.such");
        assertThat(alter(GROUP, "", set("consumer.session.timeout.ms", "50000")))
                .isEqualTo("INVALID_REQUEST Default group resources are not allowed.");
    }

    @Test
    void clientMetricsThatNobodyCollectsAreRefused() {
        assertThat(alter(CLIENT_METRICS, "all", set("interval.ms", "1000")))
                .startsWith("INVALID_REQUEST")
                .contains("not collected");
        assertThat(configs(CLIENT_METRICS, "all")).isEmpty();
    }

    private static AlterableConfig step(OpType operation, String name, String value) {
        return new AlterableConfig().setName(name).setValue(value).setConfigOperation(operation.id());
    }

    private static AlterableConfig set(String name, String value) {
        return step(OpType.SET, name, value);
    }

    private static AlterableConfig delete(String name) {
        return step(OpType.DELETE, name, null);
    }

    private static AlterConfigsResource resource(byte type, String name, AlterableConfig... steps) {
        AlterConfigsResource resource =
                new AlterConfigsResource().setResourceType(type).setResourceName(name);
        for (AlterableConfig step : steps) {
            resource.configs().add(step);
        }
        return resource;
    }

    private static IncrementalAlterConfigsRequestData request(AlterConfigsResource... resources) {
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        for (AlterConfigsResource resource : resources) {
            request.resources().add(resource);
        }
        return request;
    }

    private String alter(byte type, String name, AlterableConfig... steps) {
        return send(request(resource(type, name, steps))).get(0);
    }

    /** Error code and message of each resource. */
    private List<String> send(IncrementalAlterConfigsRequestData request) {
        List<String> results = new ArrayList<>();
        Requests.ask(broker, request, 1, IncrementalAlterConfigsResponseData.class)
                .responses()
                .forEach(result -> results.add(Errors.forCode(result.errorCode()) + " " + result.errorMessage()));
        return results;
    }

    private String replace(byte type, String name, Map<String, String> configs) {
        AlterConfigsRequestData.AlterConfigsResource resource = new AlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(type)
                .setResourceName(name);
        configs.forEach((key, value) -> resource.configs()
                .add(new AlterConfigsRequestData.AlterableConfig().setName(key).setValue(value)));
        AlterConfigsRequestData request = new AlterConfigsRequestData();
        request.resources().add(resource);
        AlterConfigsResourceResponse result = Requests.ask(broker, request, 2, AlterConfigsResponseData.class)
                .responses()
                .get(0);
        return Errors.forCode(result.errorCode()) + " " + result.errorMessage();
    }

    private org.ordertracking.broker.topic.TopicSettings settingsOf(String topic) {
        return broker.topics().byName(topic).orElseThrow().settings();
    }

    private Map<String, String> overridesOf(String topic) {
        return settingsOf(topic).overrides();
    }

    private List<DescribeConfigsResourceResult> configs(byte type, String name) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData()
                .setIncludeSynonyms(true)
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(type)
                        .setResourceName(name)
                        .setConfigurationKeys(null)));
        return Requests.ask(broker, request, 4, DescribeConfigsResponseData.class)
                .results()
                .get(0)
                .configs();
    }

    private List<String> synonymsOf(byte type, String resource, String config) {
        return configs(type, resource).stream()
                .filter(shown -> shown.name().equals(config))
                .flatMap(shown -> shown.synonyms().stream())
                .map(synonym -> synonym.name() + "=" + synonym.value() + " " + ConfigSource.forId(synonym.source()))
                .toList();
    }
}
