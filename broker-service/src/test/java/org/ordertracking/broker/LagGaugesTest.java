package org.ordertracking.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

class LagGaugesTest {
    private static final String ID = "checkout";

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).withGroups().withTransactions().start();
        broker.topic("orders", 2);
        broker.topic("others", 1);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theLagIsWhatLiesBetweenTheCommittedOffsetAndTheEnd() {
        show(10);
        Records.append(broker.topic("orders", 2).partitions().get(0), Records.batch("a", "b", "c"));

        commit("billing", "orders", 0, 1);
        assertThat(lags()).containsExactly(Map.entry("billing orders-0", 2.0));

        Records.append(broker.topic("orders", 2).partitions().get(0), Records.batch("d"));
        assertThat(lags()).containsExactly(Map.entry("billing orders-0", 3.0));

        commit("billing", "orders", 0, 4);
        assertThat(lags()).containsExactly(Map.entry("billing orders-0", 0.0));
    }

    @Test
    void whatWasCommittedBeforeIsShownFromTheStart() {
        commit("billing", "orders", 1, 0);
        broker.restart();
        commit("shipping", "orders", 0, 0);

        show(10);

        assertThat(lags()).containsOnlyKeys("billing orders-1", "shipping orders-0");
    }

    @Test
    void theLagMovesWhenTheTransactionOfACommitIsCommittedAndNotBefore() {
        show(10);
        Records.append(broker.topic("orders", 2).partitions().get(0), Records.batch("a", "b", "c"));
        commit("billing", "orders", 0, 1);
        ProducerIdAndEpoch producer = openTransaction();

        commitIn(producer, "billing", "orders", 3);
        assertThat(lags()).containsExactly(Map.entry("billing orders-0", 2.0));

        end(producer, true);
        Awaitility.await().untilAsserted(() -> assertThat(lags()).containsExactly(Map.entry("billing orders-0", 0.0)));
    }

    @Test
    void anAbortedCommitDoesNotMoveTheLagAndTheNextOneDoes() {
        show(10);
        Records.append(broker.topic("orders", 2).partitions().get(0), Records.batch("a", "b", "c"));
        commit("billing", "orders", 0, 1);
        ProducerIdAndEpoch producer = openTransaction();
        commitIn(producer, "billing", "orders", 3);
        commitIn(producer, "shipping", "others", 0);

        ProducerIdAndEpoch next = end(producer, false);
        commit("billing", "orders", 1, 0);

        assertThat(lags()).containsExactly(Map.entry("billing orders-0", 2.0), Map.entry("billing orders-1", 0.0));
        commitIn(next, "billing", "orders", 2);
        end(next, true);
        Awaitility.await().untilAsserted(() -> assertThat(lags()).containsEntry("billing orders-0", 1.0));
    }

    @Test
    void aTransactionThatIsOpenAtAStopMovesTheLagWhenItIsCommittedAfterTheStart() {
        commit("billing", "orders", 0, 0);
        Records.append(broker.topic("orders", 2).partitions().get(0), Records.batch("a", "b", "c"));
        ProducerIdAndEpoch producer = openTransaction();
        commitIn(producer, "billing", "orders", 3);

        broker.restart();
        commit("shipping", "orders", 1, 0);
        show(10);
        assertThat(lags()).containsEntry("billing orders-0", 3.0);

        end(producer, true);
        Awaitility.await().untilAsserted(() -> assertThat(lags()).containsEntry("billing orders-0", 0.0));
    }

    @Test
    void theLagInADeletedTopicIsNoLongerShown() {
        show(10);
        commit("billing", "orders", 0, 0);
        commit("billing", "others", 0, 0);

        broker.topics()
                .delete(broker.topics().byName("orders").orElseThrow().id())
                .toCompletableFuture()
                .join();

        assertThat(lags()).containsOnlyKeys("billing others-0");
    }

    @Test
    void beyondTheLimitLagsAreCountedAndReportedOnceAndTakeTheirTurn() {
        try (LogLines lines = LogLines.of(LagGauges.class.getName())) {
            LagGauges gauges = show(1);
            commit("billing", "orders", 0, 0);
            commit("billing", "others", 0, 0);
            commit("shipping", "others", 0, 0);

            assertThat(lags()).containsOnlyKeys("billing orders-0");
            assertThat(gauges.unshown()).isEqualTo(2);
            assertThat(lines.warnings()).singleElement().asString().contains("broker.groups.lag-series=1");

            broker.topics()
                    .delete(broker.topics().byName("orders").orElseThrow().id())
                    .toCompletableFuture()
                    .join();
            commit("shipping", "others", 0, 0);

            assertThat(lags()).containsOnlyKeys("shipping others-0");
        }
    }

    private LagGauges show(int limit) {
        LagGauges gauges = new LagGauges(broker.topics(), broker.groups().committedOffsets(), registry, limit);
        broker.groups().committedOffsets().listen(gauges);
        return gauges;
    }

    private Map<String, Double> lags() {
        Map<String, Double> lags = new TreeMap<>();
        for (Gauge gauge : registry.find("broker.group.lag").gauges()) {
            lags.put(
                    "%s %s-%s"
                            .formatted(
                                    gauge.getId().getTag("group"),
                                    gauge.getId().getTag("topic"),
                                    gauge.getId().getTag("partition")),
                    gauge.value());
        }
        return lags;
    }

    private ProducerIdAndEpoch openTransaction() {
        return await(broker.transactions().initializeProducer(ID, 60_000, null));
    }

    private ProducerIdAndEpoch end(ProducerIdAndEpoch producer, boolean commit) {
        return await(broker.transactions().end(ID, producer, commit, (short) 2));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void commitIn(ProducerIdAndEpoch producer, String group, String topic, long offset) {
        TxnOffsetCommitResponseData answer = Requests.ask(
                broker,
                new TxnOffsetCommitRequestData()
                        .setTransactionalId(ID)
                        .setGroupId(group)
                        .setProducerId(producer.producerId)
                        .setProducerEpoch(producer.epoch)
                        .setTopics(List.of(new TxnOffsetCommitRequestTopic()
                                .setName(topic)
                                .setPartitions(List.of(new TxnOffsetCommitRequestPartition()
                                        .setPartitionIndex(0)
                                        .setCommittedOffset(offset))))),
                5,
                TxnOffsetCommitResponseData.class);
        assertThat(answer.topics().get(0).partitions().get(0).errorCode()).isEqualTo(Errors.NONE.code());
    }

    private void commit(String group, String topic, int partition, long offset) {
        OffsetCommitRequestData commit = new OffsetCommitRequestData()
                .setGroupId(group)
                .setTopics(List.of(new OffsetCommitRequestTopic()
                        .setName(topic)
                        .setPartitions(List.of(new OffsetCommitRequestPartition()
                                .setPartitionIndex(partition)
                                .setCommittedOffset(offset)))));
        Awaitility.await().until(() -> {
            OffsetCommitResponseData answer = Requests.ask(broker, commit, 9, OffsetCommitResponseData.class);
            return answer.topics().get(0).partitions().get(0).errorCode() == Errors.NONE.code();
        });
    }
}
