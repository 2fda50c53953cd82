package org.ordertracking.broker.api.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.LogDirectory;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.topic.TopicRegistry;

/** Finding, making, changing and deleting topics. */
public final class TopicApis {

    private TopicApis() {}

    /**
     * @param quotas what clients may change
     * @param autoCreate whether asking for a missing topic makes it
     * @param readers runs what may block on the disk
     */
    public static Map<SupportedApi, ApiHandler<?>> of(
            TopicRegistry topics,
            Supplier<BrokerNode> node,
            ClientQuotas quotas,
            boolean autoCreate,
            LogDirectory logDirectory,
            Executor readers) {
        Map<SupportedApi, ApiHandler<?>> handlers = new HashMap<>();
        handlers.put(SupportedApi.METADATA, new MetadataHandler(topics, node, autoCreate));
        handlers.put(SupportedApi.CREATE_TOPICS, new CreateTopicsHandler(topics, node, quotas));
        handlers.put(SupportedApi.DELETE_TOPICS, new DeleteTopicsHandler(topics, quotas));
        handlers.put(SupportedApi.CREATE_PARTITIONS, new CreatePartitionsHandler(topics, node, quotas));
        handlers.put(SupportedApi.DESCRIBE_TOPIC_PARTITIONS, new DescribeTopicPartitionsHandler(topics, node));
        handlers.put(SupportedApi.ELECT_LEADERS, new ElectLeadersHandler(topics));
        handlers.putAll(new ReassignmentHandlers(topics, node).all());
        handlers.putAll(new LogDirHandlers(topics, logDirectory, readers).all());
        return handlers;
    }
}
