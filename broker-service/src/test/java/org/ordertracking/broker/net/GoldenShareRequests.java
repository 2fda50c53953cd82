package org.ordertracking.broker.net;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestPartition;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopic;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopicCollection;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DeleteShareGroupOffsetsRequestData.DeleteShareGroupOffsetsRequestTopic;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData.DescribeShareGroupOffsetsRequestGroup;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData.AcknowledgePartition;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData.AcknowledgeTopic;
import org.apache.kafka.common.message.ShareAcknowledgeRequestData.AcknowledgementBatch;
import org.apache.kafka.common.message.ShareFetchRequestData;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchPartition;
import org.apache.kafka.common.message.ShareFetchRequestData.FetchTopic;
import org.apache.kafka.common.message.ShareGroupDescribeRequestData;
import org.apache.kafka.common.message.ShareGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ShareGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;

/** The requests of share groups, and what has to have happened before them. */
final class GoldenShareRequests {
    private static final String GROUP = "golden-share-group";
    private static final String MEMBER = new Uuid(0x601d_0000_0000_0000L, 1).toString();
    private static final int WAIT_MILLIS = 10_000;
    private static final byte ACCEPT = 1;

    private GoldenShareRequests() {}

    static ApiMessage of(SupportedApi api) {
        return switch (api) {
            case SHARE_GROUP_HEARTBEAT -> heartbeat(0);
            case SHARE_GROUP_DESCRIBE -> new ShareGroupDescribeRequestData().setGroupIds(List.of(GROUP));
            case SHARE_FETCH -> fetch();
            case SHARE_ACKNOWLEDGE -> acknowledge();
            case DESCRIBE_SHARE_GROUP_OFFSETS ->
                new DescribeShareGroupOffsetsRequestData()
                        .setGroups(List.of(new DescribeShareGroupOffsetsRequestGroup()
                                .setGroupId(GROUP)
                                .setTopics(null)));
            case ALTER_SHARE_GROUP_OFFSETS -> alterOffsets();
            case DELETE_SHARE_GROUP_OFFSETS ->
                new DeleteShareGroupOffsetsRequestData()
                        .setGroupId(GROUP)
                        .setTopics(
                                List.of(new DeleteShareGroupOffsetsRequestTopic().setTopicName(GoldenRequests.TOPIC)));
            default -> throw new IllegalArgumentException(api + " is not of share groups");
        };
    }

    /** A member with partitions, and for those who ask about records one record that it has fetched. */
    static void prepare(SupportedApi api, TestBroker broker) {
        broker.groupConfigs().updateGroupConfig(GROUP, properties("share.auto.offset.reset", "earliest"));
        switch (api) {
            case SHARE_GROUP_DESCRIBE -> join(broker);
            case SHARE_FETCH -> {
                ask(broker, GoldenRequests.produce((short) 9), 9);
                join(broker);
            }
            case SHARE_ACKNOWLEDGE, DESCRIBE_SHARE_GROUP_OFFSETS -> {
                prepare(SupportedApi.SHARE_FETCH, broker);
                ask(broker, fetch(), 1).records().forEach(records -> records.close());
            }
            default -> {}
        }
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.putAll(Map.of(name, value));
        return properties;
    }

    private static void join(TestBroker broker) {
        int[] epoch = {0};
        await().until(() -> {
            ShareGroupHeartbeatResponseData answer =
                    Requests.ask(broker, heartbeat(epoch[0]), 1, ShareGroupHeartbeatResponseData.class);
            epoch[0] = answer.memberEpoch();
            return answer.assignment() != null
                    && !answer.assignment().topicPartitions().isEmpty();
        });
    }

    private static ApiResponse.Message ask(TestBroker broker, ApiMessage request, int version) {
        return (ApiResponse.Message) Requests.await(Requests.send(broker.dispatcher(), request, version));
    }

    private static ShareGroupHeartbeatRequestData heartbeat(int epoch) {
        return new ShareGroupHeartbeatRequestData()
                .setGroupId(GROUP)
                .setMemberId(MEMBER)
                .setMemberEpoch(epoch)
                .setSubscribedTopicNames(List.of(GoldenRequests.TOPIC));
    }

    private static ShareFetchRequestData fetch() {
        FetchTopic topic = new FetchTopic().setTopicId(GoldenRequests.TOPIC_ID);
        topic.partitions().add(new FetchPartition().setPartitionIndex(0));
        ShareFetchRequestData request = new ShareFetchRequestData()
                .setGroupId(GROUP)
                .setMemberId(MEMBER)
                .setShareSessionEpoch(0)
                .setMaxWaitMs(WAIT_MILLIS)
                .setMinBytes(1)
                .setMaxBytes(1 << 20)
                .setMaxRecords(500)
                .setBatchSize(500);
        request.topics().add(topic);
        return request;
    }

    private static ShareAcknowledgeRequestData acknowledge() {
        AcknowledgeTopic topic = new AcknowledgeTopic().setTopicId(GoldenRequests.TOPIC_ID);
        topic.partitions()
                .add(new AcknowledgePartition()
                        .setPartitionIndex(0)
                        .setAcknowledgementBatches(List.of(new AcknowledgementBatch()
                                .setFirstOffset(0)
                                .setLastOffset(0)
                                .setAcknowledgeTypes(List.of(ACCEPT)))));
        ShareAcknowledgeRequestData request = new ShareAcknowledgeRequestData()
                .setGroupId(GROUP)
                .setMemberId(MEMBER)
                .setShareSessionEpoch(1);
        request.topics().add(topic);
        return request;
    }

    private static AlterShareGroupOffsetsRequestData alterOffsets() {
        AlterShareGroupOffsetsRequestTopicCollection topics = new AlterShareGroupOffsetsRequestTopicCollection();
        topics.add(alter(GoldenRequests.TOPIC));
        topics.add(alter("unknown"));
        return new AlterShareGroupOffsetsRequestData().setGroupId(GROUP).setTopics(topics);
    }

    private static AlterShareGroupOffsetsRequestTopic alter(String topic) {
        return new AlterShareGroupOffsetsRequestTopic()
                .setTopicName(topic)
                .setPartitions(List.of(new AlterShareGroupOffsetsRequestPartition()
                        .setPartitionIndex(0)
                        .setStartOffset(0)));
    }
}
