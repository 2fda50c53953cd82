package org.ordertracking.broker.api.configs;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ListConfigResourcesResponseData;
import org.apache.kafka.common.requests.ListConfigResourcesRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Lists what has configs (KIP-1142); version 0 of the request asks for client metrics only (KIP-1000). */
final class ListConfigResourcesHandler implements ApiHandler<ListConfigResourcesRequest> {
    private static final Set<ConfigResource.Type> KNOWN = EnumSet.of(
            ConfigResource.Type.TOPIC,
            ConfigResource.Type.BROKER,
            ConfigResource.Type.BROKER_LOGGER,
            ConfigResource.Type.CLIENT_METRICS,
            ConfigResource.Type.GROUP);

    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;

    ListConfigResourcesHandler(TopicRegistry topics, Supplier<BrokerNode> node) {
        this.topics = topics;
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ListConfigResourcesRequest request) {
        ListConfigResourcesResponseData response = new ListConfigResourcesResponseData();
        for (ConfigResource.Type type : typesOf(context.version(), request)) {
            namesOf(type).stream()
                    .sorted()
                    .forEach(name -> response.configResources()
                            .add(new ListConfigResourcesResponseData.ConfigResource()
                                    .setResourceType(type.id())
                                    .setResourceName(name)));
        }
        return Responses.now(context, response);
    }

    private static Set<ConfigResource.Type> typesOf(short version, ListConfigResourcesRequest request) {
        if (version == 0) {
            return EnumSet.of(ConfigResource.Type.CLIENT_METRICS);
        }
        List<Byte> asked = request.data().resourceTypes();
        if (asked.isEmpty()) {
            return KNOWN;
        }
        Set<ConfigResource.Type> types =
                asked.stream().map(ConfigResource.Type::forId).collect(Collectors.toSet());
        if (!KNOWN.containsAll(types)) {
            throw new UnsupportedVersionException("Unsupported config resource types: " + asked);
        }
        return EnumSet.copyOf(types);
    }

    private Collection<String> namesOf(ConfigResource.Type type) {
        return switch (type) {
            case TOPIC -> topics.all().stream().map(Topic::name).toList();
            case BROKER -> List.of(String.valueOf(node.get().id()));
            // Log levels are the operator's: there is no logger to configure from afar.
            case BROKER_LOGGER -> List.of();
            default -> topics.configs().configured(type);
        };
    }
}
