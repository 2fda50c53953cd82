package org.ordertracking.broker.api.cluster;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.DescribeQuorumRequestData.TopicData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.Node;
import org.apache.kafka.common.message.DescribeQuorumResponseData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Describes the quorum that keeps the metadata log (KIP-595): this node alone, which leads and has read all of it. The
 * voter has no directory id and no endpoint of its own, as in a Kafka quorum whose voters are fixed.
 */
final class DescribeQuorumHandler implements ApiHandler<DescribeQuorumRequest> {
    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;
    private final InstantSource clock;

    DescribeQuorumHandler(TopicRegistry topics, Supplier<BrokerNode> node, InstantSource clock) {
        this.topics = topics;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeQuorumRequest request) {
        DescribeQuorumResponseData response = new DescribeQuorumResponseData().setErrorMessage(null);
        for (TopicData topic : request.data().topics()) {
            List<PartitionData> partitions = topic.partitions().stream()
                    .map(partition -> describe(topic.topicName(), partition.partitionIndex()))
                    .toList();
            response.topics()
                    .add(new DescribeQuorumResponseData.TopicData()
                            .setTopicName(topic.topicName())
                            .setPartitions(partitions));
        }
        if (context.version() >= 2) {
            response.nodes().add(new Node().setNodeId(node.get().id()));
        }
        return Responses.now(context, response);
    }

    private PartitionData describe(String topic, int partition) {
        if (!topic.equals(Topic.CLUSTER_METADATA_TOPIC_NAME) || partition != 0) {
            return new PartitionData()
                    .setPartitionIndex(partition)
                    .setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code())
                    .setErrorMessage(
                            "only %s has a quorum, and only partition 0".formatted(Topic.CLUSTER_METADATA_TOPIC_NAME));
        }
        long end = topics.metadataEndOffset();
        long now = clock.millis();
        ReplicaState self = new ReplicaState()
                .setReplicaId(node.get().id())
                .setReplicaDirectoryId(Uuid.ZERO_UUID)
                .setLogEndOffset(end)
                .setLastFetchTimestamp(now)
                .setLastCaughtUpTimestamp(now);
        return new PartitionData()
                .setPartitionIndex(partition)
                .setErrorMessage(null)
                .setLeaderId(node.get().id())
                .setLeaderEpoch(Partition.LEADER_EPOCH)
                .setHighWatermark(end)
                .setCurrentVoters(List.of(self));
    }
}
