package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DeleteRecordsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.NewTopic;

class DeleteRecordsHandlerTest {
    private static final int VERSION = 2;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
        append(broker.topic("orders", 2).partitions().get(0), batch("a", "b", "c"));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void recordsBeforeTheOffsetAreGoneAndStayGone() {
        DeleteRecordsPartitionResult result = delete("orders", 0, 2);

        assertThat(Errors.forCode(result.errorCode())).isEqualTo(Errors.NONE);
        assertThat(result.lowWatermark()).isEqualTo(2);
        broker.restart();
        assertThat(broker.topic("orders", 2).partitions().get(0).log().logStartOffset())
                .isEqualTo(2);
    }

    @Test
    void minusOneDeletesAllThereIs() {
        assertThat(delete("orders", 0, DeleteRecordsRequest.HIGH_WATERMARK).lowWatermark())
                .isEqualTo(3);
    }

    @Test
    void whatIsDeletedAlreadyIsNoError() {
        delete("orders", 0, 2);

        assertThat(delete("orders", 0, 1).lowWatermark()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, -2})
    void anOffsetThatIsNotThereIsOutOfRange(long offset) {
        assertRefused(delete("orders", 0, offset), Errors.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void whatDoesNotExistIsUnknown() {
        assertRefused(delete("orders", 2, 0), Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertRefused(delete("nothing", 0, 0), Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", ""})
    void aTopicWithoutTheDeletePolicyKeepsItsRecords(String policy) {
        create("kept", Map.of("cleanup.policy", policy));

        assertRefused(delete("kept", 0, 0), Errors.POLICY_VIOLATION);
    }

    @Test
    void aTopicThatIsCompactedAndDeletedFromMayLoseRecords() {
        create("both", Map.of("cleanup.policy", "compact,delete"));

        assertThat(delete("both", 0, 0).lowWatermark()).isZero();
    }

    @Test
    void internalTopicsKeepTheirRecords() {
        create(Topic.GROUP_METADATA_TOPIC_NAME, Map.of());

        assertRefused(delete(Topic.GROUP_METADATA_TOPIC_NAME, 0, 0), Errors.INVALID_TOPIC_EXCEPTION);
    }

    private void create(String name, Map<String, String> configs) {
        broker.topics()
                .create(new NewTopic(name, 1, configs), false)
                .toCompletableFuture()
                .join();
    }

    private DeleteRecordsPartitionResult delete(String topic, int partition, long offset) {
        DeleteRecordsRequestData request = new DeleteRecordsRequestData()
                .setTopics(List.of(new DeleteRecordsTopic()
                        .setName(topic)
                        .setPartitions(List.of(new DeleteRecordsPartition()
                                .setPartitionIndex(partition)
                                .setOffset(offset)))));
        return Requests.ask(broker, request, VERSION, DeleteRecordsResponseData.class)
                .topics()
                .find(topic)
                .partitions()
                .find(partition);
    }

    private static void assertRefused(DeleteRecordsPartitionResult result, Errors error) {
        assertThat(Errors.forCode(result.errorCode())).isEqualTo(error);
        assertThat(result.lowWatermark()).isEqualTo(DeleteRecordsResponse.INVALID_LOW_WATERMARK);
    }
}
