package org.ordertracking.broker.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AddRaftVoterResponseData;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.TopicData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;
import org.apache.kafka.common.message.RemoveRaftVoterRequestData;
import org.apache.kafka.common.message.RemoveRaftVoterResponseData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKey;
import org.apache.kafka.common.message.UpdateFeaturesResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.AuthorizedOperations;
import org.ordertracking.broker.api.SupportedFeature;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** What those hear who look at the cluster or want to change it. */
class ClusterHandlersTest {
    private static final byte SAFE_DOWNGRADE = 2;
    private static final byte CONTROLLERS = 2;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theQuorumIsThisNodeWithAllOfTheMetadataLog() {
        long before = quorumEnd();

        broker.topic("orders", 3);

        DescribeQuorumResponseData response = quorum("__cluster_metadata", 0);
        DescribeQuorumResponseData.PartitionData partition =
                response.topics().get(0).partitions().get(0);
        assertThat(partition.leaderId()).isEqualTo(TestBroker.NODE_ID);
        assertThat(partition.highWatermark()).as("a topic and three partitions").isEqualTo(before + 4);
        assertThat(partition.currentVoters())
                .singleElement()
                .returns(TestBroker.NODE_ID, ReplicaState::replicaId)
                .returns(before + 4, ReplicaState::logEndOffset)
                .returns(TestBroker.NOW.toEpochMilli(), ReplicaState::lastCaughtUpTimestamp);
        assertThat(partition.observers()).isEmpty();
    }

    @Test
    void nothingElseHasAQuorum() {
        assertThat(quorum("orders", 0).topics().get(0).partitions().get(0).errorCode())
                .isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        assertThat(quorum("__cluster_metadata", 1)
                        .topics()
                        .get(0)
                        .partitions()
                        .get(0)
                        .errorCode())
                .isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    @Test
    void theLevelInForceMayBeAskedForAndNoOther() {
        SupportedFeature feature = SupportedFeature.GROUP_VERSION;

        assertThat(update(feature.featureName(), feature.level()).errorCode()).isZero();
        assertThat(update(feature.featureName(), 9))
                .returns(Errors.INVALID_UPDATE_VERSION.code(), UpdateFeaturesResponseData::errorCode)
                .extracting(UpdateFeaturesResponseData::errorMessage)
                .asString()
                .contains("group.version")
                .contains("only supports versions 0-1");
        assertThat(update(feature.featureName(), 0).errorMessage()).contains("changes only with the version");
        assertThat(update(feature.featureName(), -1).errorMessage()).contains("cannot be less than 0");
        assertThat(update("no.such.feature", 1).errorMessage()).contains("does not support this feature");
    }

    @Test
    void thisBrokerStaysAndOthersAreUnknown() {
        assertThat(unregister(TestBroker.NODE_ID)).isEqualTo(Errors.INVALID_REQUEST);
        assertThat(unregister(9)).isEqualTo(Errors.BROKER_ID_NOT_REGISTERED);
    }

    @Test
    void votersNeitherComeNorGo() {
        AddRaftVoterResponseData added = Requests.ask(
                broker,
                new AddRaftVoterRequestData().setClusterId(null).setVoterId(2),
                0,
                AddRaftVoterResponseData.class);
        assertThat(Errors.forCode(added.errorCode())).isEqualTo(Errors.UNSUPPORTED_VERSION);
        assertThat(added.errorMessage()).contains("kraft.version");

        RemoveRaftVoterResponseData removed = Requests.ask(
                broker,
                new RemoveRaftVoterRequestData().setClusterId("another").setVoterId(1),
                0,
                RemoveRaftVoterResponseData.class);
        assertThat(Errors.forCode(removed.errorCode())).isEqualTo(Errors.INCONSISTENT_CLUSTER_ID);
    }

    @Test
    void theClusterTellsWhatMayBeDoneWhereItIsAsked() {
        DescribeClusterRequestData asks = new DescribeClusterRequestData().setIncludeClusterAuthorizedOperations(true);

        assertThat(describe(asks).clusterAuthorizedOperations()).isEqualTo(AuthorizedOperations.OF_CLUSTER);
        assertThat(describe(new DescribeClusterRequestData()).clusterAuthorizedOperations())
                .isEqualTo(AuthorizedOperations.NOT_ASKED);
    }

    @Test
    void thisIsNoControllersEndpoint() {
        DescribeClusterRequestData asks = new DescribeClusterRequestData().setEndpointType(CONTROLLERS);

        assertThat(Errors.forCode(describe(asks).errorCode())).isEqualTo(Errors.MISMATCHED_ENDPOINT_TYPE);
        assertThat(Errors.forCode(describe(asks.setEndpointType((byte) 7)).errorCode()))
                .isEqualTo(Errors.UNSUPPORTED_ENDPOINT_TYPE);
    }

    private long quorumEnd() {
        return quorum("__cluster_metadata", 0)
                .topics()
                .get(0)
                .partitions()
                .get(0)
                .highWatermark();
    }

    private DescribeQuorumResponseData quorum(String topic, int partition) {
        DescribeQuorumRequestData request = new DescribeQuorumRequestData()
                .setTopics(List.of(new TopicData()
                        .setTopicName(topic)
                        .setPartitions(List.of(new PartitionData().setPartitionIndex(partition)))));
        return Requests.ask(broker, request, 2, DescribeQuorumResponseData.class);
    }

    private UpdateFeaturesResponseData update(String feature, int level) {
        UpdateFeaturesRequestData request = new UpdateFeaturesRequestData();
        request.featureUpdates()
                .add(new FeatureUpdateKey()
                        .setFeature(feature)
                        .setMaxVersionLevel((short) level)
                        .setUpgradeType(SAFE_DOWNGRADE));
        return Requests.ask(broker, request, 2, UpdateFeaturesResponseData.class);
    }

    private Errors unregister(int id) {
        return Errors.forCode(Requests.ask(
                        broker,
                        new UnregisterBrokerRequestData().setBrokerId(id),
                        0,
                        UnregisterBrokerResponseData.class)
                .errorCode());
    }

    private DescribeClusterResponseData describe(DescribeClusterRequestData request) {
        return Requests.ask(broker, request, 2, DescribeClusterResponseData.class);
    }
}
