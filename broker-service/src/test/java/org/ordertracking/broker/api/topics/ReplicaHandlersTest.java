package org.ordertracking.broker.api.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDir;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDirTopic;
import org.apache.kafka.common.message.AlterReplicaLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestLogDirectory;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.Partition;

/** Where replicas lie, who leads them, and why neither changes. */
class ReplicaHandlersTest {
    private static final int SELF = TestBroker.NODE_ID;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
        broker.topic("orders", 2);
        broker.topic("stock", 1);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void allLogsLieInOneDirectoryWithTheSizeTheyHave() {
        Partition partition = broker.topic("orders", 2).partitions().get(1);
        partition
                .log()
                .append(batch("a"), AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture()
                .join();

        DescribeLogDirsResult dir = logDirs(null);

        assertThat(dir.logDir()).isEqualTo(TestLogDirectory.PATH);
        assertThat(dir.totalBytes()).isEqualTo(TestLogDirectory.TOTAL_BYTES);
        assertThat(dir.usableBytes()).isEqualTo(TestLogDirectory.USABLE_BYTES);
        assertThat(shown(dir))
                .containsExactlyInAnyOrder(
                        "orders-0 0", "orders-1 " + batch("a").sizeInBytes(), "stock-0 0");
    }

    @Test
    void onlyWhatIsAskedForAndThereIsShown() {
        DescribeLogDirsResult dir = logDirs(List.of(
                new DescribableLogDirTopic().setTopic("orders").setPartitions(List.of(0, 7)),
                new DescribableLogDirTopic().setTopic("nobody").setPartitions(List.of(0))));

        assertThat(shown(dir)).containsExactly("orders-0 0");
        assertThat(shown(logDirs(List.of()))).isEmpty();
    }

    @Test
    void aDiskThatDoesNotAnswerIsAnErrorOfTheDirectory() {
        broker.close();
        broker = TestBroker.in(directory)
                .withLogDirectory(new TestLogDirectory(true))
                .start();

        assertThat(Errors.forCode(logDirs(null).errorCode())).isEqualTo(Errors.KAFKA_STORAGE_ERROR);
    }

    @Test
    void aLogStaysInTheDirectoryItIsIn() {
        assertThat(move(TestLogDirectory.PATH, "orders", 0)).isEqualTo(Errors.NONE);
        assertThat(move(TestLogDirectory.PATH, "orders", 9)).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(move("/elsewhere", "orders", 0)).isEqualTo(Errors.LOG_DIR_NOT_FOUND);
    }

    @Test
    void everyPartitionHasItsLeader() {
        assertThat(elect((byte) 0, "orders", 0)).isEqualTo(Errors.ELECTION_NOT_NEEDED);
        assertThat(elect((byte) 1, "orders", 0)).isEqualTo(Errors.ELECTION_NOT_NEEDED);
        assertThat(elect((byte) 0, "orders", 9)).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(elect((byte) 0, "nobody", 0)).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void anElectionForAllFindsNothingToDo() {
        ElectLeadersResponseData response = Requests.ask(
                broker, new ElectLeadersRequestData().setTopicPartitions(null), 2, ElectLeadersResponseData.class);

        assertThat(response.errorCode()).isZero();
        assertThat(response.replicaElectionResults())
                .allSatisfy(topic -> assertThat(topic.partitionResult()).isEmpty());
    }

    @Test
    void anElectionOfAnUnknownKindIsRefused() {
        ElectLeadersResponseData response = Requests.ask(
                broker, new ElectLeadersRequestData().setElectionType((byte) 5), 2, ElectLeadersResponseData.class);

        assertThat(Errors.forCode(response.errorCode())).isEqualTo(Errors.INVALID_REQUEST);
    }

    @Test
    void partitionsMayBeReassignedToWhereTheyAre() {
        assertThat(reassign("orders", 0, List.of(SELF))).isEqualTo(Errors.NONE);
        assertThat(reassign("orders", 0, null)).isEqualTo(Errors.NO_REASSIGNMENT_IN_PROGRESS);
        for (List<Integer> elsewhere : List.of(List.of(2), List.of(SELF, 2), List.of(SELF, SELF), List.<Integer>of())) {
            assertThat(reassign("orders", 0, elsewhere)).isEqualTo(Errors.INVALID_REPLICA_ASSIGNMENT);
        }
        assertThat(reassign("orders", 9, List.of(SELF))).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(reassign("nobody", 0, List.of(SELF))).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void noReassignmentIsEverUnderWay() {
        reassign("orders", 0, List.of(SELF));

        assertThat(Requests.ask(
                                broker,
                                new ListPartitionReassignmentsRequestData().setTopics(null),
                                0,
                                ListPartitionReassignmentsResponseData.class)
                        .topics())
                .isEmpty();
    }

    private DescribeLogDirsResult logDirs(List<DescribableLogDirTopic> topics) {
        DescribeLogDirsRequestData request = new DescribeLogDirsRequestData().setTopics(null);
        if (topics != null) {
            request.setTopics(new DescribeLogDirsRequestData.DescribableLogDirTopicCollection());
            topics.forEach(request.topics()::add);
        }
        return Requests.ask(broker, request, 4, DescribeLogDirsResponseData.class)
                .results()
                .get(0);
    }

    private static List<String> shown(DescribeLogDirsResult dir) {
        return dir.topics().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> "%s-%d %d"
                                .formatted(topic.name(), partition.partitionIndex(), partition.partitionSize())))
                .toList();
    }

    private Errors move(String path, String topic, int partition) {
        AlterReplicaLogDir target = new AlterReplicaLogDir().setPath(path);
        target.topics().add(new AlterReplicaLogDirTopic().setName(topic).setPartitions(List.of(partition)));
        AlterReplicaLogDirsRequestData request = new AlterReplicaLogDirsRequestData();
        request.dirs().add(target);
        return Errors.forCode(Requests.ask(broker, request, 2, AlterReplicaLogDirsResponseData.class)
                .results()
                .get(0)
                .partitions()
                .get(0)
                .errorCode());
    }

    private Errors elect(byte type, String topic, int partition) {
        ElectLeadersRequestData request = new ElectLeadersRequestData().setElectionType(type);
        request.topicPartitions().add(new TopicPartitions().setTopic(topic).setPartitions(List.of(partition)));
        return Errors.forCode(Requests.ask(broker, request, 2, ElectLeadersResponseData.class)
                .replicaElectionResults()
                .get(0)
                .partitionResult()
                .get(0)
                .errorCode());
    }

    private Errors reassign(String topic, int partition, List<Integer> replicas) {
        AlterPartitionReassignmentsRequestData request = new AlterPartitionReassignmentsRequestData()
                .setTopics(List.of(new ReassignableTopic()
                        .setName(topic)
                        .setPartitions(List.of(new ReassignablePartition()
                                .setPartitionIndex(partition)
                                .setReplicas(replicas)))));
        return Errors.forCode(Requests.ask(broker, request, 1, AlterPartitionReassignmentsResponseData.class)
                .responses()
                .get(0)
                .partitions()
                .get(0)
                .errorCode());
    }
}
