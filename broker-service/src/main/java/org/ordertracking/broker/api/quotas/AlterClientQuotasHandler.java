package org.ordertracking.broker.api.quotas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.AlterClientQuotasRequestData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntityData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntryData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.OpData;
import org.apache.kafka.common.message.AlterClientQuotasResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.requests.AlterClientQuotasRequest;
import org.apache.kafka.common.requests.ApiError;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.quota.QuotaAlteration;
import org.ordertracking.broker.quota.QuotaCatalog;

/** Sets quotas and takes them away, each entity on its own: one that is refused does not hold up the others. */
final class AlterClientQuotasHandler implements ApiHandler<AlterClientQuotasRequest> {
    private final QuotaCatalog quotas;

    AlterClientQuotasHandler(QuotaCatalog quotas) {
        this.quotas = quotas;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, AlterClientQuotasRequest request) {
        AlterClientQuotasRequestData data = request.data();
        Set<ClientQuotaEntity> seen = new HashSet<>();
        List<QuotaAlteration> alterations = new ArrayList<>();
        List<ApiError> refusals = new ArrayList<>();
        for (EntryData entry : data.entries()) {
            try {
                ClientQuotaEntity entity = entity(entry.entity());
                if (!seen.add(entity)) {
                    throw new InvalidRequestException("Ignoring duplicate entity " + entity);
                }
                alterations.add(new QuotaAlteration(entity, values(entry)));
                refusals.add(null);
            } catch (ApiException refusal) {
                refusals.add(ApiError.fromThrowable(refusal));
            }
        }
        return Responses.later(
                context,
                quotas.alter(alterations, data.validateOnly()).thenApply(results -> response(data, refusals, results)));
    }

    private static Map<String, Double> values(EntryData entry) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (OpData op : entry.ops()) {
            if (values.containsKey(op.key())) {
                throw new InvalidRequestException("Duplicate quota key " + op.key());
            }
            values.put(op.key(), op.remove() ? null : op.value());
        }
        return values;
    }

    private static ClientQuotaEntity entity(List<EntityData> parts) {
        Map<String, String> names = new HashMap<>();
        for (EntityData part : parts) {
            if (names.containsKey(part.entityType())) {
                throw new InvalidRequestException(
                        "Invalid client quota entity, duplicate entity entry " + part.entityType());
            }
            names.put(part.entityType(), part.entityName());
        }
        return new ClientQuotaEntity(names);
    }

    private static AlterClientQuotasResponseData response(
            AlterClientQuotasRequestData request, List<ApiError> refusals, Map<ClientQuotaEntity, ApiError> results) {
        AlterClientQuotasResponseData response = new AlterClientQuotasResponseData();
        for (int i = 0; i < refusals.size(); i++) {
            EntryData entry = request.entries().get(i);
            ApiError outcome = refusals.get(i) != null ? refusals.get(i) : results.get(entity(entry.entity()));
            response.entries()
                    .add(new AlterClientQuotasResponseData.EntryData()
                            .setErrorCode(outcome.error().code())
                            .setErrorMessage(outcome.error() == Errors.NONE ? null : outcome.message())
                            .setEntity(entry.entity().stream()
                                    .map(part -> new AlterClientQuotasResponseData.EntityData()
                                            .setEntityType(part.entityType())
                                            .setEntityName(part.entityName()))
                                    .toList()));
        }
        return response;
    }
}
