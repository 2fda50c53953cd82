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
    /** The feature by which clients recognise KIP-848 groups. */
    private static final String GROUP_VERSION = "group.version";

    private static final short GROUP_VERSION_LEVEL = 1;
    private static final long FEATURES_EPOCH = 0;

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ApiVersionsRequest request) {
        if (!request.isValid()) {
            throw new InvalidRequestException(
                    "client software name and version must match [a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");
        }
        ApiVersionsResponseData response =
                new ApiVersionsResponseData().setApiKeys(advertised()).setFinalizedFeaturesEpoch(FEATURES_EPOCH);
        response.supportedFeatures()
                .add(new SupportedFeatureKey()
                        .setName(GROUP_VERSION)
                        .setMinVersion(GROUP_VERSION_LEVEL)
                        .setMaxVersion(GROUP_VERSION_LEVEL));
        response.finalizedFeatures()
                .add(new FinalizedFeatureKey()
                        .setName(GROUP_VERSION)
                        .setMinVersionLevel(GROUP_VERSION_LEVEL)
                        .setMaxVersionLevel(GROUP_VERSION_LEVEL));
        return Responses.now(context, response);
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
