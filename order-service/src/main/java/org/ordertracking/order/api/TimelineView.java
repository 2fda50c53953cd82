package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.Effect;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.Timeline;
import org.ordertracking.order.domain.TimelineStep;

/**
 * Answer of {@code GET /orders/{id}/timeline}.
 *
 * @param truncated whether there are more steps than are shown
 */
record TimelineView(
        @Schema(required = true) String orderId,
        @Schema(required = true) OrderState state,
        @Schema(required = true) boolean truncated,
        @Schema(required = true) List<StepView> steps) {

    static TimelineView of(String orderId, OrderState state, boolean truncated, Timeline timeline) {
        return new TimelineView(
                orderId,
                state,
                truncated,
                timeline.entries().stream().map(StepView::of).toList());
    }

    /**
     * One event about the order, where it stands on the log.
     *
     * @param sequence order in which this service read the events
     * @param time when the record was written to the log
     * @param millisSinceBefore since the step before, in the order of time; left out for the first. In the live stream, since
     *     the step before that was known at that moment: an earlier one may still come
     * @param traceId of the trace in which the record was written; left out when the record names none
     * @param effect what it did to the order's state, as the log has it; left out when it only tells. {@code LATE}, {@code REPEATED} and
     *     {@code ILLEGAL} changed nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(
            @Schema(required = true) long sequence,

            @Schema(required = true, examples = "warehouse-service")
            String service,

            @Schema(required = true, examples = "StockReserved")
            String type,

            @Schema(required = true) String topic,
            @Schema(required = true) int partition,
            @Schema(required = true) long offset,
            @Schema(required = true) Instant time,
            Long millisSinceBefore,
            @Schema(required = true) String eventId,

            @Schema(examples = "0af7651916cd43dd8448eb211c80319c")
            String traceId,

            Effect effect,
            @Schema(required = true) String summary) {

        static StepView of(Timeline.Entry entry) {
            TimelineStep step = entry.step();
            LoggedEvent event = step.event();
            return new StepView(
                    step.sequence(),
                    event.service(),
                    event.type(),
                    event.topic(),
                    event.partition(),
                    event.offset(),
                    event.time(),
                    entry.sinceBefore().map(Duration::toMillis).orElse(null),
                    event.id(),
                    event.traceId().orElse(null),
                    entry.effect().orElse(null),
                    step.summary());
        }
    }
}
