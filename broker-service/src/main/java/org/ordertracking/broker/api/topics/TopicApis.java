package org.ordertracking.broker.api.topics;

import java.util.Map;
import java.util.function.Supplier;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.topic.TopicRegistry;

/** Finding, making, changing and deleting topics. */
public final class TopicApis {

    private TopicApis() {}

    /**
     * @param autoCreate whether asking for a missing topic makes it
     */
    public static Map<SupportedApi, ApiHandler<?>> of(
            TopicRegistry topics, Supplier<BrokerNode> node, boolean autoCreate) {
        return Map.of(
                SupportedApi.METADATA, new MetadataHandler(topics, node, autoCreate),
                SupportedApi.CREATE_TOPICS, new CreateTopicsHandler(topics, node),
                SupportedApi.DELETE_TOPICS, new DeleteTopicsHandler(topics),
                SupportedApi.CREATE_PARTITIONS, new CreatePartitionsHandler(topics, node));
    }
}
