package org.ordertracking.broker.quota;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData;
import org.apache.kafka.common.message.DescribeClientQuotasResponseData;
import org.apache.kafka.common.metadata.ClientQuotaRecord;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.image.ClientQuotasImage;
import org.ordertracking.broker.topic.TopicRegistry;

/** The quotas that are set: records of the metadata log. */
public final class QuotaCatalog {
    private final TopicRegistry metadata;

    public QuotaCatalog(TopicRegistry metadata) {
        this.metadata = metadata;
    }

    /**
     * The quotas of the entities that a filter lets through.
     *
     * @throws ApiException if the filter contradicts itself or names what there is not
     */
    public DescribeClientQuotasResponseData describe(DescribeClientQuotasRequestData filter) {
        return metadata.image().clientQuotas().describe(filter);
    }

    /**
     * Changes quotas, all that can be at once.
     *
     * @param validateOnly check and answer, but change nothing
     * @return why an entity's quotas are not changed, by entity; those that are have {@link ApiError#NONE}
     */
    public CompletionStage<Map<ClientQuotaEntity, ApiError>> alter(
            List<QuotaAlteration> alterations, boolean validateOnly) {
        Map<ClientQuotaEntity, ApiError> results = new LinkedHashMap<>();
        return metadata.alterClientQuotas(current -> {
                    List<ClientQuotaRecord> records = new ArrayList<>();
                    alterations.forEach(
                            alteration -> results.put(alteration.entity(), collect(alteration, current, records)));
                    return validateOnly ? List.of() : records;
                })
                .thenApply(done -> results);
    }

    private static ApiError collect(
            QuotaAlteration alteration, ClientQuotasImage current, List<ClientQuotaRecord> records) {
        try {
            records.addAll(alteration.against(current));
            return ApiError.NONE;
        } catch (ApiException refusal) {
            return ApiError.fromThrowable(refusal);
        }
    }
}
