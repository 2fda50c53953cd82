package org.ordertracking.broker.api;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.message.ApiVersionsResponseData.FinalizedFeatureKey;
import org.apache.kafka.common.message.ApiVersionsResponseData.SupportedFeatureKey;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;

/** Tells a client which keys and versions are served. */
public final class ApiVersionsHandler implements ApiHandler<ApiVersionsRequest> {
    private static final short FIRST_VERSION_WITH_FEATURES_FROM_0 = 4;
    private static final long FEATURES_EPOCH = 0;

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ApiVersionsRequest request) {
        if (!request.isValid()) {
            throw new InvalidRequestException(
                    "client software name and version must match [a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");
        }
        ApiVersionsResponseData response =
                new ApiVersionsResponseData().setApiKeys(advertised()).setFinalizedFeaturesEpoch(FEATURES_EPOCH);
        for (SupportedFeature feature : SupportedFeature.values()) {
            tell(feature, context.version(), response);
        }
        return Responses.now(context, response);
    }

    private static void tell(SupportedFeature feature, short version, ApiVersionsResponseData response) {
        // Older clients fail on a range that begins at 0 (KAFKA-17492); the level in force they may know all the same.
        if (feature.oldest() > 0 || version >= FIRST_VERSION_WITH_FEATURES_FROM_0) {
            response.supportedFeatures()
                    .add(new SupportedFeatureKey()
                            .setName(feature.featureName())
                            .setMinVersion(feature.oldest())
                            .setMaxVersion(feature.newest()));
        }
        if (feature.level() > 0) {
            response.finalizedFeatures()
                    .add(new FinalizedFeatureKey()
                            .setName(feature.featureName())
                            .setMinVersionLevel(feature.level())
                            .setMaxVersionLevel(feature.level()));
        }
    }

    /**
     * The answer to a version this broker does not know: version 0 of the response, which every client can read, with
     * the range it should have asked in (KIP-511).
     */
    static ApiResponse unsupportedVersion() {
        ApiVersionCollection own = new ApiVersionCollection();
        own.add(entry(SupportedApi.API_VERSIONS));
        return new ApiResponse.Message(
                new ApiVersionsResponseData()
                        .setErrorCode(Errors.UNSUPPORTED_VERSION.code())
                        .setApiKeys(own),
                (short) 0);
    }

    private static ApiVersionCollection advertised() {
        ApiVersionCollection keys = new ApiVersionCollection(SupportedApi.values().length);
        for (SupportedApi api : SupportedApi.values()) {
            keys.add(entry(api));
        }
        return keys;
    }

    private static ApiVersion entry(SupportedApi api) {
        return new ApiVersion()
                .setApiKey(api.key().id)
                .setMinVersion(api.oldestAdvertised())
                .setMaxVersion(api.newest());
    }
}
