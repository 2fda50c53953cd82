package org.ordertracking.broker.net;

import java.util.List;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;

/** Requests that delete groups and their offsets: of a group and partition that exist, and of ones that do not. */
final class GoldenGroupRequests {

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
}
