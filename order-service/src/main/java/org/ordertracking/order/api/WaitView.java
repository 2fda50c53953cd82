package org.ordertracking.order.api;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.NextStep;

/**
 * What an order waits for.
 *
 * @param service who has to do it
 * @param events one of these says that it is done
 * @param since when the order got on last
 */
record WaitView(
        @Schema(required = true, examples = "warehouse-service")
        String service,

        @Schema(required = true, examples = "[\"StockReserved\", \"StockRejected\"]")
        List<String> events,

        @Schema(required = true) Instant since) {

    static WaitView of(NextStep step, Instant since) {
        return new WaitView(step.service(), step.events(), since);
    }
}
