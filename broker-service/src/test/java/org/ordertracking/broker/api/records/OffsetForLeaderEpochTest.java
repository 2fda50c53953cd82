package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;

class OffsetForLeaderEpochTest {
    private static final int NONE = -1;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
        broker.topic("orders", 1)
                .partitions()
                .get(0)
                .log()
                .append(batch("a", "b"), AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theOneEpochEndsWhereTheLogDoes() {
        assertThat(ask("orders", 0, 0))
                .returns(0, EpochEndOffset::leaderEpoch)
                .returns(2L, EpochEndOffset::endOffset)
                .returns(Errors.NONE.code(), EpochEndOffset::errorCode);
        assertThat(ask("orders", NONE, 0).endOffset()).as("not fenced").isEqualTo(2);
    }

    @Test
    void ofAnEpochThatNeverWasNothingIsKnown() {
        assertThat(ask("orders", 0, 4))
                .returns(NONE, EpochEndOffset::leaderEpoch)
                .returns(-1L, EpochEndOffset::endOffset)
                .returns(Errors.NONE.code(), EpochEndOffset::errorCode);
    }

    @Test
    void aClientThatKnowsAnotherLeaderIsToldSo() {
        assertThat(ask("orders", 1, 0).errorCode()).isEqualTo(Errors.UNKNOWN_LEADER_EPOCH.code());
        assertThat(ask("orders", -2, 0).errorCode()).isEqualTo(Errors.FENCED_LEADER_EPOCH.code());
        assertThat(ask("nobody", 0, 0).errorCode()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    private EpochEndOffset ask(String topic, int currentEpoch, int epoch) {
        OffsetForLeaderEpochRequestData request = new OffsetForLeaderEpochRequestData().setReplicaId(-1);
        request.topics()
                .add(new OffsetForLeaderTopic()
                        .setTopic(topic)
                        .setPartitions(List.of(new OffsetForLeaderPartition()
                                .setPartition(0)
                                .setCurrentLeaderEpoch(currentEpoch)
                                .setLeaderEpoch(epoch))));
        return Requests.ask(broker, request, 4, OffsetForLeaderEpochResponseData.class)
                .topics()
                .iterator()
                .next()
                .partitions()
                .get(0);
    }
}
