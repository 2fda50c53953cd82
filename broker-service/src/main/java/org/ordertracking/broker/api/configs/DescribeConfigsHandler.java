package org.ordertracking.broker.api.configs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.TopicRegistry;

/** Shows the configs of topics and of the broker itself. */
final class DescribeConfigsHandler implements ApiHandler<DescribeConfigsRequest> {
    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;
    private final Map<String, String> brokerConfigs;

    /**
     * @param brokerConfigs the broker's settings under the names Kafka has for them
     */
    DescribeConfigsHandler(TopicRegistry topics, Supplier<BrokerNode> node, Map<String, String> brokerConfigs) {
        this.topics = topics;
        this.node = node;
        this.brokerConfigs = Map.copyOf(brokerConfigs);
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeConfigsRequest request) {
        boolean synonyms = request.data().includeSynonyms();
        boolean documentation = request.data().includeDocumentation();
        List<DescribeConfigsResult> results = request.data().resources().stream()
                .map(resource -> describe(resource, synonyms, documentation))
                .toList();
        return Responses.now(context, new DescribeConfigsResponseData().setResults(results));
    }

    private DescribeConfigsResult describe(DescribeConfigsResource wanted, boolean synonyms, boolean documentation) {
        DescribeConfigsResult result = new DescribeConfigsResult()
                .setResourceType(wanted.resourceType())
                .setResourceName(wanted.resourceName());
        try {
            List<String> keys = wanted.configurationKeys();
            return result.setConfigs(entriesOf(wanted)
                    .filter(entry -> keys == null || keys.isEmpty() || keys.contains(entry.name()))
                    .map(entry -> shown(entry, synonyms, documentation))
                    .toList());
        } catch (RuntimeException refusal) {
            return result.setErrorCode(Errors.forException(refusal).code()).setErrorMessage(refusal.getMessage());
        }
    }

    private Stream<TopicConfigs.Entry> entriesOf(DescribeConfigsResource wanted) {
        return switch (ConfigResource.Type.forId(wanted.resourceType())) {
            case TOPIC ->
                topics
                        .byName(wanted.resourceName())
                        .map(topic -> TopicConfigs.of(topic.settings()))
                        .orElseThrow(
                                () -> new UnknownTopicOrPartitionException("no topic '" + wanted.resourceName() + "'"))
                        .stream();
            case BROKER -> brokerEntries(wanted.resourceName());
            default ->
                throw new InvalidRequestException(
                        "configs of resource type %d are not served, only of topics (2) and brokers (4)"
                                .formatted(wanted.resourceType()));
        };
    }

    private Stream<TopicConfigs.Entry> brokerEntries(String name) {
        boolean clusterDefault = name.isEmpty();
        if (!clusterDefault && !name.equals(String.valueOf(node.get().id()))) {
            throw new InvalidRequestException("broker '%s' is not this one, which is %d"
                    .formatted(name, node.get().id()));
        }
        // The empty name asks for cluster-wide dynamic defaults: there are none.
        return clusterDefault
                ? Stream.empty()
                : brokerConfigs.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(config -> new TopicConfigs.Entry(
                                config.getKey(),
                                config.getValue(),
                                ConfigSource.STATIC_BROKER_CONFIG,
                                ConfigType.STRING,
                                null));
    }

    private static DescribeConfigsResourceResult shown(
            TopicConfigs.Entry entry, boolean synonyms, boolean documentation) {
        DescribeConfigsResourceResult shown = new DescribeConfigsResourceResult()
                .setName(entry.name())
                .setValue(entry.value())
                .setConfigSource(entry.source().id())
                .setConfigType(entry.type().id())
                .setReadOnly(entry.source() == ConfigSource.STATIC_BROKER_CONFIG)
                .setDocumentation(documentation ? entry.documentation() : null);
        if (synonyms) {
            shown.synonyms()
                    .add(new DescribeConfigsSynonym()
                            .setName(entry.name())
                            .setValue(entry.value())
                            .setSource(entry.source().id()));
        }
        return shown;
    }
}
