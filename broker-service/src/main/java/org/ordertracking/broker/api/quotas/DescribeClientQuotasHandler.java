package org.ordertracking.broker.api.quotas;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.requests.DescribeClientQuotasRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.quota.QuotaCatalog;

/** Shows the quotas that are set; the broker's own defaults, which are settings, are not among them. */
final class DescribeClientQuotasHandler implements ApiHandler<DescribeClientQuotasRequest> {
    private final QuotaCatalog quotas;

    DescribeClientQuotasHandler(QuotaCatalog quotas) {
        this.quotas = quotas;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeClientQuotasRequest request) {
        return Responses.now(context, quotas.describe(request.data()));
    }
}
