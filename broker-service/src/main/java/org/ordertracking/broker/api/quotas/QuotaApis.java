package org.ordertracking.broker.api.quotas;

import java.util.Map;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.quota.QuotaCatalog;

/** Showing and setting what clients may use. */
public final class QuotaApis {

    private QuotaApis() {}

    public static Map<SupportedApi, ApiHandler<?>> of(QuotaCatalog quotas) {
        return Map.of(
                SupportedApi.DESCRIBE_CLIENT_QUOTAS, new DescribeClientQuotasHandler(quotas),
                SupportedApi.ALTER_CLIENT_QUOTAS, new AlterClientQuotasHandler(quotas));
    }
}
