package org.ordertracking.broker.api.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicDefaults;

/** A topic that gets more partitions. */
class CreatePartitionsTest {
    private static final int MAX_PARTITIONS = 10;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTopicDefaults(new TopicDefaults(1, MAX_PARTITIONS, Map.of()))
                .start();
        append(broker.topic("orders", 2).partitions().get(1), "kept");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void newPartitionsAreEmptyAndTheOldOnesKeepWhatTheyHave() {
        assertThat(grow(to("orders", 4)).errorCode()).isZero();

        assertThat(orders().partitions()).extracting(Partition::index).containsExactly(0, 1, 2, 3);
        assertThat(orders().partitions())
                .extracting(partition -> partition.log().highWatermark())
                .containsExactly(0L, 1L, 0L, 0L);
        append(orders().partitions().get(3), "new");
    }

    @Test
    void theyAreThereAfterARestart() {
        grow(to("orders", 4));
        append(orders().partitions().get(3), "new");

        broker.restart();

        assertThat(orders().partitions())
                .extracting(partition -> partition.log().highWatermark())
                .containsExactly(0L, 1L, 0L, 1L);
    }

    @Test
    void whoListensToTheMetadataHearsOfThem() {
        List<Integer> heard = new ArrayList<>();
        broker.topics()
                .listen((delta, image) ->
                        heard.add(image.topics().getTopic("orders").partitions().size()));

        grow(to("orders", 4));

        assertThat(heard).containsExactly(4);
    }

    @Test
    void aTopicOnlyGrows() {
        assertThat(grow(to("orders", 2)))
                .returns(Errors.INVALID_PARTITIONS.code(), CreatePartitionsTopicResult::errorCode)
                .returns("Topic already has 2 partition(s).", CreatePartitionsTopicResult::errorMessage);
        assertThat(grow(to("orders", 1)).errorMessage()).contains("1 would not be an increase");
        assertThat(grow(to("orders", -1)).errorCode()).isEqualTo(Errors.INVALID_PARTITIONS.code());
        assertThat(orders().partitions()).hasSize(2);
    }

    @Test
    void theLimitOfAllPartitionsHoldsHereToo() {
        assertThat(grow(to("orders", MAX_PARTITIONS + 1)))
                .returns(Errors.POLICY_VIOLATION.code(), CreatePartitionsTopicResult::errorCode)
                .extracting(CreatePartitionsTopicResult::errorMessage)
                .asString()
                .contains("broker.topics.max-partitions=10");
        assertThat(grow(to("orders", Integer.MAX_VALUE)).errorCode()).isEqualTo(Errors.POLICY_VIOLATION.code());
        assertThat(grow(to("orders", MAX_PARTITIONS)).errorCode()).isZero();
    }

    @Test
    void validatingAnswersLikeGrowingAndChangesNothing() {
        CreatePartitionsRequestData valid = request(to("orders", 4)).setValidateOnly(true);
        CreatePartitionsRequestData invalid = request(to("orders", 2)).setValidateOnly(true);

        assertThat(send(valid)).singleElement().returns(Errors.NONE.code(), CreatePartitionsTopicResult::errorCode);
        assertThat(send(invalid))
                .singleElement()
                .returns(Errors.INVALID_PARTITIONS.code(), CreatePartitionsTopicResult::errorCode);
        assertThat(orders().partitions()).hasSize(2);
    }

    @Test
    void partitionsMayBeAssignedToTheOneNodeOnly() {
        assertThat(grow(to("orders", 3, 99)))
                .returns(Errors.INVALID_REPLICA_ASSIGNMENT.code(), CreatePartitionsTopicResult::errorCode);
        assertThat(grow(to("orders", 4, TestBroker.NODE_ID)).errorMessage())
                .isEqualTo("Attempted to add 2 additional partition(s), but 1 assignment(s) were specified.");
        assertThat(grow(to("orders", 2, TestBroker.NODE_ID)).errorCode()).isEqualTo(Errors.INVALID_PARTITIONS.code());
        assertThat(grow(to("orders", 3, TestBroker.NODE_ID)).errorCode()).isZero();
    }

    @Test
    void aTopicThatIsRefusedDoesNotHoldUpTheOthers() {
        broker.topic("__consumer_offsets", 1);
        broker.topic("stock", 1);
        CreatePartitionsRequestData request =
                request(to("nobody", 2), to("__consumer_offsets", 2), to("stock", 2), to("orders", 3), to("stock", 3));

        assertThat(send(request))
                .extracting(result -> result.name() + " " + Errors.forCode(result.errorCode()))
                .containsExactly(
                        "nobody UNKNOWN_TOPIC_OR_PARTITION",
                        "__consumer_offsets INVALID_TOPIC_EXCEPTION",
                        "stock INVALID_REQUEST",
                        "orders NONE");
    }

    @Test
    void whenTheDiskRefusesTheTopicStaysAsItIsAndMayBeGrownLater() {
        broker.disk().refuseWrites(file -> true);
        assertThat(grow(to("orders", 4)).errorCode()).isEqualTo(Errors.KAFKA_STORAGE_ERROR.code());
        assertThat(orders().partitions()).hasSize(2);

        broker.disk().repair();
        assertThat(grow(to("orders", 4)).errorCode()).isZero();
        append(orders().partitions().get(3), "new");
    }

    private Topic orders() {
        return broker.topics().byName("orders").orElseThrow();
    }

    private static CreatePartitionsTopic to(String topic, int count, int... nodes) {
        List<CreatePartitionsAssignment> assignments = Arrays.stream(nodes)
                .mapToObj(node -> new CreatePartitionsAssignment().setBrokerIds(List.of(node)))
                .toList();
        return new CreatePartitionsTopic()
                .setName(topic)
                .setCount(count)
                .setAssignments(assignments.isEmpty() ? null : assignments);
    }

    private static CreatePartitionsRequestData request(CreatePartitionsTopic... wanted) {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData();
        for (CreatePartitionsTopic topic : wanted) {
            request.topics().add(topic);
        }
        return request;
    }

    private CreatePartitionsTopicResult grow(CreatePartitionsTopic wanted) {
        return send(request(wanted)).get(0);
    }

    private List<CreatePartitionsTopicResult> send(CreatePartitionsRequestData request) {
        return Requests.ask(broker, request, 3, CreatePartitionsResponseData.class)
                .results();
    }

    private static void append(Partition partition, String value) {
        partition
                .log()
                .append(batch(value), AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture()
                .join();
    }
}
