package org.ordertracking.broker.api.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.message.AlterClientQuotasRequestData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntityData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntryData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.OpData;
import org.apache.kafka.common.message.AlterClientQuotasResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData.ComponentData;
import org.apache.kafka.common.message.DescribeClientQuotasResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeClientQuotasRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.Fetches;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestClock;
import org.ordertracking.broker.topic.Topic;

/** Quotas as operators set them, and what clients over them are answered. */
class QuotaHandlersTest {
    private static final String CLIENT = Requests.CLIENT_ID;
    private static final String PRODUCE = "producer_byte_rate";
    private static final String FETCH = "consumer_byte_rate";

    @TempDir
    private Path directory;

    private final TestClock clock = new TestClock();
    private TestBroker broker;
    private Topic orders;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).withQuotaClock(clock).start();
        orders = broker.topic("orders", 2);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatIsSetIsShownAndSurvivesARestart() {
        assertThat(error(alter(client(CLIENT), set(PRODUCE, 1_000), set(FETCH, 2_000))))
                .isEqualTo(Errors.NONE);
        assertThat(error(alter(client(null), set(PRODUCE, 10)))).isEqualTo(Errors.NONE);

        broker.restart();

        assertThat(describe(exactly(CLIENT)))
                .containsExactlyInAnyOrder("client-id=test-client producer_byte_rate=1000.0 consumer_byte_rate=2000.0");
        assertThat(describe(new ComponentData()
                        .setEntityType("client-id")
                        .setMatchType(DescribeClientQuotasRequest.MATCH_TYPE_SPECIFIED)
                        .setMatch(null)))
                .hasSize(2);
        assertThat(produce().throttleTimeMs()).isZero();
        assertThat(produce(batch("x".repeat(20_000))))
                .extracting(ProduceResponseData::throttleTimeMs)
                .isNotEqualTo(0);
    }

    @Test
    void whatIsTakenAwayIsGone() {
        alter(client(CLIENT), set(PRODUCE, 1));
        alter(client(CLIENT), new OpData().setKey(PRODUCE).setRemove(true));

        assertThat(describe(exactly(CLIENT))).isEmpty();
        assertThat(produce(batch("x".repeat(20_000))).throttleTimeMs()).isZero();
    }

    @Test
    void validatingChangesNothing() {
        AlterClientQuotasRequestData request =
                request(client(CLIENT), set(PRODUCE, 1)).setValidateOnly(true);

        assertThat(error(ask(request, 1, AlterClientQuotasResponseData.class))).isEqualTo(Errors.NONE);
        assertThat(describe(exactly(CLIENT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "client-id, c, producer_byte_rate, 0, greater than 0",
        "client-id, c, producer_byte_rate, -1, greater than 0",
        "client-id, c, producer_byte_rate, NaN, greater than 0",
        "client-id, c, producer_byte_rate, 1.5, fractional",
        "client-id, c, producer_byte_rate, 1e300, too large",
        "client-id, c, connection_creation_rate, 1, Invalid configuration key",
        "client-id, c, no_such_rate, 1, no_such_rate",
        "ip, 10.0.0.1, producer_byte_rate, 1, Invalid configuration key",
        "ip, example.org, connection_creation_rate, 1, example.org is not an IP address",
        "ip, 300.0.0.1, connection_creation_rate, 1, 300.0.0.1 is not an IP address",
        "client-id, '', producer_byte_rate, 1, Empty client-id",
        "group, g, producer_byte_rate, 1, Unhandled client quota entity type: group"
    })
    void whatMakesNoSenseIsRefusedWithTheReason(String type, String name, String key, double value, String reason) {
        AlterClientQuotasResponseData response = alter(List.of(entity(type, name)), set(key, value));

        assertThat(error(response)).isEqualTo(Errors.INVALID_REQUEST);
        assertThat(response.entries().get(0).errorMessage()).contains(reason);
    }

    @Test
    void anEntityIsOfOneKind() {
        assertThat(error(alter(
                        List.of(entity("ip", "10.0.0.1"), entity("user", "u")), set("connection_creation_rate", 1))))
                .isEqualTo(Errors.INVALID_REQUEST);
        assertThat(error(alter(List.of(entity("user", "a"), entity("user", "b")), set(PRODUCE, 1))))
                .isEqualTo(Errors.INVALID_REQUEST);
        assertThat(error(alter(List.of(), set(PRODUCE, 1)))).isEqualTo(Errors.INVALID_REQUEST);
        assertThat(error(alter(client("c"), set(PRODUCE, 1), set(PRODUCE, 2)))).isEqualTo(Errors.INVALID_REQUEST);
    }

    @Test
    void oneEntityThatIsRefusedDoesNotHoldUpTheOthers() {
        AlterClientQuotasRequestData request = request(client("bad"), set(PRODUCE, 0));
        request.setEntries(List.of(
                request.entries().get(0),
                new EntryData().setEntity(client(CLIENT)).setOps(List.of(set(PRODUCE, 5)))));

        assertThat(ask(request, 1, AlterClientQuotasResponseData.class).entries())
                .extracting(AlterClientQuotasResponseData.EntryData::errorCode)
                .containsExactly(Errors.INVALID_REQUEST.code(), Errors.NONE.code());
        assertThat(describe(exactly(CLIENT))).hasSize(1);
    }

    @Test
    void aProducerOverItsQuotaIsAnsweredAndToldToPause() {
        alter(client(CLIENT), set(PRODUCE, 1_000));

        ApiResponse.Message answer = message(produceRequest(batch("x".repeat(20_000))), 9);

        assertThat(answer.throttleMillis()).isBetween(10_000, 11_000);
        ProduceResponseData body = (ProduceResponseData) answer.body();
        assertThat(body.throttleTimeMs()).isEqualTo(answer.throttleMillis());
        assertThat(orders.partitions().get(0).log().highWatermark())
                .as("appended all the same")
                .isEqualTo(1);
    }

    @Test
    void aProducerThatExpectsNoAnswerIsThrottledToo() {
        alter(client(CLIENT), set(PRODUCE, 1_000));

        ApiResponse answer = Requests.await(Requests.send(
                broker.dispatcher(), produceRequest(batch("x".repeat(20_000))).setAcks((short) 0), 9));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ApiResponse.Silence.class,
                        silence -> assertThat(silence.throttleMillis()).isPositive());
    }

    @Test
    void aConsumerOverItsQuotaGetsNothingUntilItMay() {
        append(orders.partitions().get(0), batch("x".repeat(800)));
        alter(client(CLIENT), set(FETCH, 100));
        FetchRequestData request =
                Fetches.request(0, -1).setTopics(List.of(Fetches.topic("orders", Fetches.from(0, 0))));
        assertThat(Fetches.values(Fetches.ask(broker, request, Fetches.BY_NAME)).get(0))
                .hasSize(1);

        ApiResponse.Message throttled = message(request, Fetches.BY_NAME);

        assertThat(throttled.throttleMillis()).isPositive();
        assertThat(((FetchResponseData) throttled.body()).responses()).isEmpty();
        assertThat(((FetchResponseData) throttled.body()).throttleTimeMs()).isEqualTo(throttled.throttleMillis());
        assertThat(throttled.records()).isEmpty();

        clock.advanceMillis(12_000);
        assertThat(Fetches.values(Fetches.ask(broker, request, Fetches.BY_NAME)).get(0))
                .hasSize(1);
    }

    @Test
    void aSessionOutlivesTheThrottlingOfItsClient() {
        append(orders.partitions().get(0), batch("x".repeat(800)));
        alter(client(CLIENT), set(FETCH, 100));
        int session = Fetches.ask(
                        broker,
                        Fetches.opening().setTopics(List.of(Fetches.topic("orders", Fetches.from(0, 0)))),
                        Fetches.BY_NAME)
                .sessionId();

        FetchResponseData throttled = Fetches.ask(broker, Fetches.request(session, 1), Fetches.BY_NAME);
        assertThat(throttled.throttleTimeMs()).isPositive();
        assertThat(throttled.sessionId()).isEqualTo(session);
        assertThat(throttled.errorCode()).isZero();

        clock.advanceMillis(12_000);
        FetchResponseData next = Fetches.ask(broker, Fetches.request(session, 2), Fetches.BY_NAME);
        assertThat(Fetches.values(next).get(0)).hasSize(1);
    }

    @Test
    void aSingleResponseFitsIntoTheWindow() {
        for (int i = 0; i < 10; i++) {
            append(orders.partitions().get(0), batch("x".repeat(200)));
        }
        alter(client(CLIENT), set(FETCH, 100));
        FetchRequestData request =
                Fetches.request(0, -1).setTopics(List.of(Fetches.topic("orders", Fetches.from(0, 0))));

        FetchResponseData response = Fetches.ask(broker, request, Fetches.BY_NAME);

        assertThat(Fetches.data(response).get(0).records().sizeInBytes()).isBetween(1, 1_000);
    }

    @Test
    void everyResponseCanTellOfRequestTimeThatIsUsedUp() {
        alter(client(CLIENT), set("request_percentage", 0.000_000_1));
        ask(new MetadataRequestData().setTopics(null), 12, MetadataResponseData.class);

        ApiResponse.Message answer = message(new MetadataRequestData().setTopics(null), 12);

        assertThat(answer.throttleMillis()).isEqualTo(1_000);
        MetadataResponseData body = (MetadataResponseData) answer.body();
        assertThat(body.throttleTimeMs()).isEqualTo(1_000);
        assertThat(body.topics().find("orders").partitions()).hasSize(2);
    }

    @Test
    void topicsOverTheQuotaOfChangesAreRefused() {
        alter(client(CLIENT), set("controller_mutation_rate", 1));

        assertThat(create("first", 13, 7)).isEqualTo(Errors.NONE);
        assertThat(create("second", 1, 7)).isEqualTo(Errors.THROTTLING_QUOTA_EXCEEDED);
        assertThat(broker.topics().byName("second")).isEmpty();
        assertThat(create("second", 1, 5)).as("an old client is only throttled").isEqualTo(Errors.NONE);
    }

    private Errors create(String name, int partitions, int version) {
        CreateTopicsRequestData request = new CreateTopicsRequestData().setTimeoutMs(10_000);
        request.topics()
                .add(new CreatableTopic()
                        .setName(name)
                        .setNumPartitions(partitions)
                        .setReplicationFactor((short) 1));
        CreateTopicsResponseData response = ask(request, version, CreateTopicsResponseData.class);
        CreatableTopicResult result = response.topics().find(name);
        assertThat(response.throttleTimeMs() > 0).isEqualTo(partitions == 1);
        return Errors.forCode(result.errorCode());
    }

    private ProduceResponseData produce() {
        return produce(batch("a"));
    }

    private ProduceResponseData produce(org.apache.kafka.common.record.MemoryRecords records) {
        return (ProduceResponseData) message(produceRequest(records), 9).body();
    }

    private static ProduceRequestData produceRequest(org.apache.kafka.common.record.MemoryRecords records) {
        ProduceRequestData request = new ProduceRequestData().setAcks((short) 1).setTimeoutMs(1_000);
        request.topicData()
                .add(new TopicProduceData()
                        .setName("orders")
                        .setPartitionData(
                                List.of(new PartitionProduceData().setIndex(0).setRecords(records))));
        return request;
    }

    private AlterClientQuotasResponseData alter(List<EntityData> entity, OpData... ops) {
        return ask(request(entity, ops), 1, AlterClientQuotasResponseData.class);
    }

    private static AlterClientQuotasRequestData request(List<EntityData> entity, OpData... ops) {
        return new AlterClientQuotasRequestData()
                .setEntries(List.of(new EntryData().setEntity(entity).setOps(Arrays.asList(ops))));
    }

    private static OpData set(String key, double value) {
        return new OpData().setKey(key).setValue(value);
    }

    private static List<EntityData> client(String id) {
        return List.of(entity("client-id", id));
    }

    private static EntityData entity(String type, String name) {
        return new EntityData().setEntityType(type).setEntityName(name);
    }

    private static ComponentData exactly(String clientId) {
        return new ComponentData()
                .setEntityType("client-id")
                .setMatchType(DescribeClientQuotasRequest.MATCH_TYPE_EXACT)
                .setMatch(clientId);
    }

    private List<String> describe(ComponentData filter) {
        DescribeClientQuotasRequestData request = new DescribeClientQuotasRequestData()
                .setComponents(List.of(filter))
                .setStrict(true);
        DescribeClientQuotasResponseData response = ask(request, 1, DescribeClientQuotasResponseData.class);
        assertThat(response.errorCode()).as(response.errorMessage()).isZero();
        return response.entries().stream()
                .map(entry -> entry.entity().get(0).entityType() + "="
                        + entry.entity().get(0).entityName()
                        + entry.values().stream()
                                .sorted(java.util.Comparator.comparing(DescribeClientQuotasResponseData.ValueData::key)
                                        .reversed())
                                .map(value -> " " + value.key() + "=" + value.value())
                                .reduce("", String::concat))
                .toList();
    }

    private static Errors error(AlterClientQuotasResponseData response) {
        return Errors.forCode(response.entries().get(0).errorCode());
    }

    private <T extends ApiMessage> T ask(ApiMessage request, int version, Class<T> answer) {
        return Requests.ask(broker, request, version, answer);
    }

    private ApiResponse.Message message(ApiMessage request, int version) {
        return (ApiResponse.Message) Requests.await(Requests.send(broker.dispatcher(), request, version));
    }
}
