package org.ordertracking.broker.api.cluster;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.common.requests.UpdateFeaturesRequest;
import org.apache.kafka.common.requests.UpdateFeaturesRequest.FeatureUpdateItem;
import org.apache.kafka.common.requests.UpdateFeaturesResponse;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SupportedFeature;

/**
 * Answers whoever wants to change the level of a feature (KIP-584): the level that is in force may be asked for, any other
 * comes with another version of the broker.
 */
final class UpdateFeaturesHandler implements ApiHandler<UpdateFeaturesRequest> {
    private static final int NO_THROTTLE = 0;

    private final Supplier<BrokerNode> node;

    UpdateFeaturesHandler(Supplier<BrokerNode> node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, UpdateFeaturesRequest request) {
        ApiError error = request.featureUpdates().stream()
                .map(this::check)
                .filter(ApiError::isFailure)
                .findFirst()
                .map(UpdateFeaturesHandler::forAll)
                .orElse(ApiError.NONE);
        Set<String> features = request.featureUpdates().stream()
                .map(FeatureUpdateItem::feature)
                .collect(Collectors.toSet());
        Set<String> shown = context.version() < 2 ? features : Set.of();
        return Responses.now(
                context,
                UpdateFeaturesResponse.createWithErrors(error, shown, NO_THROTTLE)
                        .data());
    }

    private ApiError check(FeatureUpdateItem update) {
        SupportedFeature feature = SupportedFeature.of(update.feature()).orElse(null);
        int self = node.get().id();
        if (feature == null) {
            return refusal(update, "Local controller %d does not support this feature.".formatted(self));
        }
        short wanted = update.versionLevel();
        if (wanted < 0) {
            return refusal(update, "A feature version cannot be less than 0.");
        }
        if (wanted != 0 && (wanted < feature.oldest() || wanted > feature.newest())) {
            return refusal(
                    update,
                    "Local controller %d only supports versions %d-%d"
                            .formatted(self, feature.oldest(), feature.newest()));
        }
        if (wanted != feature.level()) {
            return refusal(
                    update,
                    "Its level is %d and changes only with the version of the broker.".formatted(feature.level()));
        }
        return ApiError.NONE;
    }

    private static ApiError refusal(FeatureUpdateItem update, String why) {
        return new ApiError(
                Errors.INVALID_UPDATE_VERSION,
                "Invalid update version %d for feature %s. %s".formatted(update.versionLevel(), update.feature(), why));
    }

    private static ApiError forAll(ApiError first) {
        return new ApiError(
                first.error(),
                "The update failed for all features since the following feature had an error: " + first.message());
    }
}
