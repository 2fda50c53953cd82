package org.ordertracking.broker.api.configs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.AlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AlterConfigsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Replaces what is set for resources as a whole: what the request does not name is at its default afterwards. */
final class AlterConfigsHandler implements ApiHandler<AlterConfigsRequest> {
    private final ConfigAlterations alterations;

    AlterConfigsHandler(ConfigAlterations alterations) {
        this.alterations = alterations;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, AlterConfigsRequest request) {
        boolean validateOnly = request.data().validateOnly();
        ResourceOccurrences occurrences = new ResourceOccurrences();
        request.data()
                .resources()
                .forEach(resource -> occurrences.count(resource.resourceType(), resource.resourceName()));
        List<CompletableFuture<AlterConfigsResourceResponse>> results = new ArrayList<>();
        for (AlterConfigsResource resource : request.data().resources()) {
            results.add(
                    alter(resource, occurrences, validateOnly).handle((done, failure) -> result(resource, failure)));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        return Responses.later(
                context,
                all.thenApply(done -> new AlterConfigsResponseData()
                        .setResponses(
                                results.stream().map(CompletableFuture::join).toList())));
    }

    private CompletableFuture<Void> alter(
            AlterConfigsResource wanted, ResourceOccurrences occurrences, boolean validateOnly) {
        try {
            occurrences.requireOnce(wanted.resourceType(), wanted.resourceName());
            ConfigResource resource =
                    new ConfigResource(ConfigResource.Type.forId(wanted.resourceType()), wanted.resourceName());
            ConfigChange.requireDistinct(wanted.configs().stream().map(AlterableConfig::name));
            alterations.schemaOf(resource, wanted.resourceType());
            return alterations
                    .apply(resource, ConfigChange.replacement(valuesOf(wanted)), validateOnly)
                    .toCompletableFuture();
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private static Map<String, String> valuesOf(AlterConfigsResource wanted) {
        Map<String, String> values = new HashMap<>();
        for (AlterableConfig config : wanted.configs()) {
            if (config.value() == null) {
                throw new InvalidRequestException("Null value not supported for : " + config.name());
            }
            values.put(config.name(), config.value());
        }
        return values;
    }

    private static AlterConfigsResourceResponse result(AlterConfigsResource resource, Throwable failure) {
        AlterConfigsResourceResponse result = new AlterConfigsResourceResponse()
                .setResourceType(resource.resourceType())
                .setResourceName(resource.resourceName())
                .setErrorMessage(null);
        if (failure == null) {
            return result;
        }
        Throwable cause = Responses.cause(failure);
        return result.setErrorCode(Errors.forException(cause).code()).setErrorMessage(cause.getMessage());
    }
}
