package org.ordertracking.broker.api.configs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.IncrementalAlterConfigsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Sets, deletes, appends to and subtracts from what is set for resources (KIP-339); the rest stays as it is. */
final class IncrementalAlterConfigsHandler implements ApiHandler<IncrementalAlterConfigsRequest> {
    private final ConfigAlterations alterations;

    IncrementalAlterConfigsHandler(ConfigAlterations alterations) {
        this.alterations = alterations;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, IncrementalAlterConfigsRequest request) {
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
                all.thenApply(done -> new IncrementalAlterConfigsResponseData()
                        .setResponses(
                                results.stream().map(CompletableFuture::join).toList())));
    }

    private CompletableFuture<Void> alter(
            AlterConfigsResource wanted, ResourceOccurrences occurrences, boolean validateOnly) {
        try {
            occurrences.requireOnce(wanted.resourceType(), wanted.resourceName());
            ConfigResource resource =
                    new ConfigResource(ConfigResource.Type.forId(wanted.resourceType()), wanted.resourceName());
            List<ConfigChange.Step> steps = wanted.configs().stream()
                    .map(config -> ConfigChange.Step.of(config.configOperation(), config.name(), config.value()))
                    .toList();
            ConfigSchema schema = alterations.schemaOf(resource, wanted.resourceType());
            return alterations
                    .apply(resource, ConfigChange.incremental(steps, schema), validateOnly)
                    .toCompletableFuture();
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
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
