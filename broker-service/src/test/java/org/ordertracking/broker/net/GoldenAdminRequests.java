package org.ordertracking.broker.net;

import java.util.List;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AddRaftVoterRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDir;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDirTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.TopicData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.RemoveRaftVoterRequestData;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKey;
import org.apache.kafka.common.protocol.ApiMessage;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.fixture.TestBroker;

/** The requests of those who administer: each with one thing that is done and, where there is room, one that is refused. */
final class GoldenAdminRequests {
    private static final byte TOPIC_RESOURCE = 2;
    private static final int TIMEOUT_MILLIS = 10_000;

    private GoldenAdminRequests() {}

    static ApiMessage of(SupportedApi api, short version) {
        return switch (api) {
            case ALTER_CONFIGS -> alterConfigs();
            case CREATE_PARTITIONS -> createPartitions();
            case INCREMENTAL_ALTER_CONFIGS -> incrementalAlterConfigs();
            case OFFSET_FOR_LEADER_EPOCH -> offsetForLeaderEpoch(version);
            case ALTER_REPLICA_LOG_DIRS -> alterReplicaLogDirs();
            case DESCRIBE_LOG_DIRS -> new DescribeLogDirsRequestData().setTopics(null);
            case ELECT_LEADERS -> electLeaders();
            case ALTER_PARTITION_REASSIGNMENTS -> alterPartitionReassignments();
            case LIST_PARTITION_REASSIGNMENTS ->
                new ListPartitionReassignmentsRequestData()
                        .setTimeoutMs(TIMEOUT_MILLIS)
                        .setTopics(null);
            case DESCRIBE_QUORUM -> describeQuorum();
            case UPDATE_FEATURES -> updateFeatures(version);
            case UNREGISTER_BROKER -> new UnregisterBrokerRequestData().setBrokerId(9);
            case LIST_CONFIG_RESOURCES -> new ListConfigResourcesRequestData();
            case DESCRIBE_TOPIC_PARTITIONS ->
                new DescribeTopicPartitionsRequestData()
                        .setTopics(List.of(
                                new TopicRequest().setName(GoldenRequests.TOPIC), new TopicRequest().setName("nobody")))
                        .setResponsePartitionLimit(1);
            case ADD_RAFT_VOTER ->
                new AddRaftVoterRequestData()
                        .setClusterId("golden-cluster")
                        .setTimeoutMs(TIMEOUT_MILLIS)
                        .setVoterId(2)
                        .setVoterDirectoryId(Uuid.ONE_UUID);
            case REMOVE_RAFT_VOTER ->
                new RemoveRaftVoterRequestData()
                        .setClusterId("golden-cluster")
                        .setVoterId(2)
                        .setVoterDirectoryId(Uuid.ONE_UUID);
            default -> throw new IllegalArgumentException(api + " is not an admin's");
        };
    }

    private static AlterConfigsRequestData alterConfigs() {
        AlterConfigsRequestData request = new AlterConfigsRequestData();
        request.resources().add(alteration(GoldenRequests.TOPIC, "retention.ms", "1000"));
        request.resources().add(alteration("nobody", "retention.ms", "1000"));
        return request;
    }

    private static AlterConfigsResource alteration(String topic, String name, String value) {
        AlterConfigsResource resource =
                new AlterConfigsResource().setResourceType(TOPIC_RESOURCE).setResourceName(topic);
        resource.configs().add(new AlterableConfig().setName(name).setValue(value));
        return resource;
    }

    private static CreatePartitionsRequestData createPartitions() {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.topics()
                .add(new CreatePartitionsTopic()
                        .setName(GoldenRequests.TOPIC)
                        .setCount(3)
                        .setAssignments(null));
        request.topics()
                .add(new CreatePartitionsTopic().setName("nobody").setCount(3).setAssignments(null));
        return request;
    }

    private static IncrementalAlterConfigsRequestData incrementalAlterConfigs() {
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        request.resources().add(step(OpType.APPEND, "cleanup.policy", "compact", GoldenRequests.TOPIC));
        request.resources().add(step(OpType.SET, "retention.ms", "1000", "nobody"));
        return request;
    }

    private static IncrementalAlterConfigsRequestData.AlterConfigsResource step(
            OpType operation, String name, String value, String topic) {
        var resource = new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(TOPIC_RESOURCE)
                .setResourceName(topic);
        resource.configs()
                .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                        .setName(name)
                        .setConfigOperation(operation.id())
                        .setValue(value));
        return resource;
    }

    private static OffsetForLeaderEpochRequestData offsetForLeaderEpoch(short version) {
        OffsetForLeaderEpochRequestData request = new OffsetForLeaderEpochRequestData();
        if (version >= 3) {
            request.setReplicaId(-1);
        }
        request.topics()
                .add(new OffsetForLeaderTopic()
                        .setTopic(GoldenRequests.TOPIC)
                        .setPartitions(List.of(
                                new OffsetForLeaderPartition()
                                        .setPartition(0)
                                        .setCurrentLeaderEpoch(0)
                                        .setLeaderEpoch(0),
                                new OffsetForLeaderPartition()
                                        .setPartition(1)
                                        .setCurrentLeaderEpoch(3)
                                        .setLeaderEpoch(0))));
        return request;
    }

    private static AlterReplicaLogDirsRequestData alterReplicaLogDirs() {
        AlterReplicaLogDirTopic topic =
                new AlterReplicaLogDirTopic().setName(GoldenRequests.TOPIC).setPartitions(List.of(0));
        AlterReplicaLogDir elsewhere = new AlterReplicaLogDir().setPath("/elsewhere");
        elsewhere.topics().add(topic);
        AlterReplicaLogDirsRequestData request = new AlterReplicaLogDirsRequestData();
        request.dirs().add(elsewhere);
        return request;
    }

    private static ElectLeadersRequestData electLeaders() {
        ElectLeadersRequestData request = new ElectLeadersRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.topicPartitions()
                .add(new TopicPartitions().setTopic(GoldenRequests.TOPIC).setPartitions(List.of(0, 7)));
        return request;
    }

    private static AlterPartitionReassignmentsRequestData alterPartitionReassignments() {
        return new AlterPartitionReassignmentsRequestData()
                .setTimeoutMs(TIMEOUT_MILLIS)
                .setTopics(List.of(new ReassignableTopic()
                        .setName(GoldenRequests.TOPIC)
                        .setPartitions(List.of(
                                new ReassignablePartition()
                                        .setPartitionIndex(0)
                                        .setReplicas(List.of(TestBroker.NODE_ID)),
                                new ReassignablePartition().setPartitionIndex(1).setReplicas(List.of(2))))));
    }

    private static DescribeQuorumRequestData describeQuorum() {
        return new DescribeQuorumRequestData()
                .setTopics(List.of(new TopicData()
                        .setTopicName("__cluster_metadata")
                        .setPartitions(List.of(new PartitionData().setPartitionIndex(0)))));
    }

    private static UpdateFeaturesRequestData updateFeatures(short version) {
        FeatureUpdateKey update =
                new FeatureUpdateKey().setFeature("group.version").setMaxVersionLevel((short) 9);
        UpdateFeaturesRequestData request = new UpdateFeaturesRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.featureUpdates().add(version == 0 ? update : update.setUpgradeType((byte) 1));
        return request;
    }
}
