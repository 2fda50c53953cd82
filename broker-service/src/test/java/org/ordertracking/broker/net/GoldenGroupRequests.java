package org.ordertracking.broker.net;

import java.util.List;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Topology;

/** Requests of groups, about some that exist and some that do not. */
final class GoldenGroupRequests {

    private static final String STREAMS_GROUP = "golden-streams-group";

    private GoldenGroupRequests() {}

    static DeleteGroupsRequestData deleteGroups() {
        return new DeleteGroupsRequestData().setGroupsNames(List.of(GoldenRequests.GROUP, "golden-missing-group"));
    }

    static OffsetDeleteRequestData offsetDelete() {
        OffsetDeleteRequestData request = new OffsetDeleteRequestData().setGroupId(GoldenRequests.GROUP);
        request.topics()
                .add(new OffsetDeleteRequestTopic()
                        .setName(GoldenRequests.TOPIC)
                        .setPartitions(List.of(
                                new OffsetDeleteRequestPartition().setPartitionIndex(0),
                                new OffsetDeleteRequestPartition().setPartitionIndex(7))));
        return request;
    }

    /** A first member with one subtopology that reads the topic. */
    static StreamsGroupHeartbeatRequestData streamsGroupHeartbeat() {
        return new StreamsGroupHeartbeatRequestData()
                .setGroupId(STREAMS_GROUP)
                .setMemberId(GoldenRequests.MEMBER)
                .setMemberEpoch(0)
                .setRebalanceTimeoutMs(GoldenRequests.TIMEOUT_MILLIS)
                .setProcessId("golden-process")
                .setTopology(new Topology()
                        .setEpoch(0)
                        .setSubtopologies(List.of(new Subtopology()
                                .setSubtopologyId("0")
                                .setSourceTopics(List.of(GoldenRequests.TOPIC)))))
                .setActiveTasks(List.of())
                .setStandbyTasks(List.of())
                .setWarmupTasks(List.of());
    }

    static StreamsGroupDescribeRequestData streamsGroupDescribe() {
        return new StreamsGroupDescribeRequestData().setGroupIds(List.of(STREAMS_GROUP, "golden-missing-group"));
    }
}
