package org.ordertracking.broker.api.share;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.requests.AlterShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.DeleteShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.DescribeShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.ShareGroupDescribeRequest;
import org.apache.kafka.common.requests.ShareGroupHeartbeatRequest;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.share.ShareGroups;
import org.ordertracking.broker.topic.TopicRegistry;

/** Share groups (KIP-932): membership, records one by one, and where a group stands. */
public final class ShareApis {

    private ShareApis() {}

    /**
     * @param maxFetchBytes largest fetch response
     */
    public static Map<SupportedApi, ApiHandler<?>> of(
            GroupCoordinator coordinator, ShareGroups shares, TopicRegistry topics, int maxFetchBytes) {
        ShareGroupHandlers groups = new ShareGroupHandlers(coordinator, topics);

        Map<SupportedApi, ApiHandler<?>> handlers = new EnumMap<>(SupportedApi.class);
        handlers.put(SupportedApi.SHARE_GROUP_HEARTBEAT, (ApiHandler<ShareGroupHeartbeatRequest>) groups::heartbeat);
        handlers.put(SupportedApi.SHARE_GROUP_DESCRIBE, (ApiHandler<ShareGroupDescribeRequest>) groups::describe);
        handlers.put(SupportedApi.SHARE_FETCH, new ShareFetchHandler(shares, topics, maxFetchBytes));
        handlers.put(SupportedApi.SHARE_ACKNOWLEDGE, new ShareAcknowledgeHandler(shares, topics));
        handlers.put(SupportedApi.DESCRIBE_SHARE_GROUP_OFFSETS, (ApiHandler<DescribeShareGroupOffsetsRequest>)
                groups::describeOffsets);
        handlers.put(SupportedApi.ALTER_SHARE_GROUP_OFFSETS, (ApiHandler<AlterShareGroupOffsetsRequest>)
                groups::alterOffsets);
        handlers.put(SupportedApi.DELETE_SHARE_GROUP_OFFSETS, (ApiHandler<DeleteShareGroupOffsetsRequest>)
                groups::deleteOffsets);
        return handlers;
    }
}
