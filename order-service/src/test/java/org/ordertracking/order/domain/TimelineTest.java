package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.order.domain.Orders.PLACED_AT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void stepsStandInTheOrderOfTheLogWhateverTheOrderTheyWereReadIn() {
        Timeline timeline = new Timeline(
                List.of(step(1, "StockReserved", 12), step(2, "OrderPlaced", 0), step(3, "OrderConfirmed", 30)));

        assertThat(timeline.entries())
                .extracting(entry -> entry.step().event().type())
                .containsExactly("OrderPlaced", "StockReserved", "OrderConfirmed");
    }

    @Test
    void eachStepKnowsTheTimeSinceTheOneBefore() {
        Timeline timeline = new Timeline(
                List.of(step(1, "StockReserved", 12), step(2, "OrderPlaced", 0), step(3, "OrderConfirmed", 30)));

        assertThat(timeline.entries())
                .extracting(Timeline.Entry::sinceBefore)
                .containsExactly(
                        Optional.empty(), Optional.of(Duration.ofMillis(12)), Optional.of(Duration.ofMillis(18)));
    }

    @Test
    void ofTwoStepsAtTheSameMomentTheOneReadFirstComesFirst() {
        Timeline timeline = new Timeline(List.of(step(2, "OrderConfirmed", 5), step(1, "StockReserved", 5)));

        assertThat(timeline.entries())
                .extracting(entry -> entry.step().sequence())
                .containsExactly(1L, 2L);
    }

    private static TimelineStep step(long sequence, String type, long millis) {
        return new TimelineStep(
                sequence,
                new LoggedEvent(
                        "event-" + sequence,
                        type,
                        "order-service",
                        "orders",
                        0,
                        sequence,
                        PLACED_AT.plusMillis(millis)),
                Optional.empty(),
                type);
    }
}
