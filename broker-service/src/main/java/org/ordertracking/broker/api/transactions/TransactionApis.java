package org.ordertracking.broker.api.transactions;

import java.util.Map;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.transaction.ProducerIds;

/** Idempotent producers. */
public final class TransactionApis {

    private TransactionApis() {}

    public static Map<SupportedApi, ApiHandler<?>> of(ProducerIds producerIds) {
        return Map.of(SupportedApi.INIT_PRODUCER_ID, new InitProducerIdHandler(producerIds));
    }
}
