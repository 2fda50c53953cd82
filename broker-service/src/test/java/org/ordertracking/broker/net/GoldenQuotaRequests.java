package org.ordertracking.broker.net;

import java.util.List;
import org.apache.kafka.common.message.AlterClientQuotasRequestData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntityData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntryData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.OpData;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData.ComponentData;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.requests.DescribeClientQuotasRequest;
import org.ordertracking.broker.quota.QuotaKind;

/** Requests about quotas. */
final class GoldenQuotaRequests {
    private static final String CLIENT = "golden-client";

    private GoldenQuotaRequests() {}

    static DescribeClientQuotasRequestData describeClientQuotas() {
        return new DescribeClientQuotasRequestData()
                .setComponents(List.of(new ComponentData()
                        .setEntityType(ClientQuotaEntity.CLIENT_ID)
                        .setMatchType(DescribeClientQuotasRequest.MATCH_TYPE_EXACT)
                        .setMatch(CLIENT)));
    }

    static AlterClientQuotasRequestData alterClientQuotas() {
        return new AlterClientQuotasRequestData()
                .setEntries(List.of(
                        entry(CLIENT, QuotaKind.CONSUMER_BYTE_RATE, 1_048_576),
                        entry(null, QuotaKind.REQUEST_PERCENTAGE, 0)));
    }

    private static EntryData entry(String clientId, QuotaKind kind, double value) {
        return new EntryData()
                .setEntity(List.of(new EntityData()
                        .setEntityType(ClientQuotaEntity.CLIENT_ID)
                        .setEntityName(clientId)))
                .setOps(List.of(new OpData().setKey(kind.key()).setValue(value)));
    }
}
