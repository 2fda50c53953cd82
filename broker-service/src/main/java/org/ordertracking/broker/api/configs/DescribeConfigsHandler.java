package org.ordertracking.broker.api.configs;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.BrokerWideConfigs;
import org.ordertracking.broker.topic.TopicRegistry;

/** Shows the configs of topics, of groups and of the broker itself. */
final class DescribeConfigsHandler implements ApiHandler<DescribeConfigsRequest> {
    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;
    private final BrokerConfigs brokerConfigs;
    private final GroupConfigs groupConfigs;

    DescribeConfigsHandler(
            TopicRegistry topics, Supplier<BrokerNode> node, BrokerConfigs brokerConfigs, GroupConfigs groupConfigs) {
        this.topics = topics;
        this.node = node;
        this.brokerConfigs = brokerConfigs;
        this.groupConfigs = groupConfigs;
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
            return result.setConfigs(configsOf(wanted).stream()
                    .filter(config -> keys == null || keys.isEmpty() || keys.contains(config.name()))
                    .map(config -> config.describe(synonyms, documentation))
                    .toList());
        } catch (RuntimeException refusal) {
            return result.setErrorCode(Errors.forException(refusal).code()).setErrorMessage(refusal.getMessage());
        }
    }

    private List<ShownConfig> configsOf(DescribeConfigsResource wanted) {
        String name = wanted.resourceName();
        BrokerWideConfigs brokerWide = topics.configs().brokerWide();
        return switch (ConfigResource.Type.forId(wanted.resourceType())) {
            case TOPIC -> {
                Topic.validate(name);
                yield topics.byName(name)
                        .map(topic -> TopicConfigs.of(topic.settings(), brokerWide))
                        .orElseThrow(() -> new UnknownTopicOrPartitionException("no topic '" + name + "'"));
            }
            case BROKER -> {
                ConfigAlterations.requireThisBroker(name, node.get().id());
                yield name.isEmpty() ? brokerConfigs.ofAllBrokers(brokerWide) : brokerConfigs.ofThisBroker(brokerWide);
            }
            case GROUP -> {
                if (name.isEmpty()) {
                    throw new InvalidRequestException("Group name must not be empty");
                }
                yield groupConfigs.of(topics.configs().of(new ConfigResource(ConfigResource.Type.GROUP, name)));
            }
            case CLIENT_METRICS -> {
                if (name.isEmpty()) {
                    throw new InvalidRequestException("Client metrics subscription name must not be empty");
                }
                // As Kafka answers for a subscription that is not there.
                yield List.of();
            }
            default ->
                throw new InvalidRequestException(
                        "configs of resource type %d are not served, only of topics (2), brokers (4) and groups (32)"
                                .formatted(wanted.resourceType()));
        };
    }
}
