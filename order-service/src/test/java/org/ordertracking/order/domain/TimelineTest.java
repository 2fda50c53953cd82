package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.order.domain.Orders.PLACED_AT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void stepsStandInTheOrderOfTheLogWhateverTheOrderTheyWereReadIn() {
        Timeline timeline = new Timeline(
                Orders.placed(),
                List.of(step(1, "StockReserved", 12), step(2, "OrderPlaced", 0), step(3, "OrderConfirmed", 30)));

        assertThat(timeline.entries())
                .extracting(entry -> entry.step().event().type())
                .containsExactly("OrderPlaced", "StockReserved", "OrderConfirmed");
    }

    @Test
    void eachStepKnowsTheTimeSinceTheOneBefore() {
        Timeline timeline = new Timeline(
                Orders.placed(),
                List.of(step(1, "StockReserved", 12), step(2, "OrderPlaced", 0), step(3, "OrderConfirmed", 30)));

        assertThat(timeline.entries())
                .extracting(Timeline.Entry::sinceBefore)
                .containsExactly(
                        Optional.empty(), Optional.of(Duration.ofMillis(12)), Optional.of(Duration.ofMillis(18)));
    }

    @Test
    void ofTwoStepsAtTheSameMomentTheCauseComesFirst() {
        Timeline timeline =
                new Timeline(Orders.placed(), List.of(step(1, "OrderConfirmed", 5), step(2, "StockReserved", 5)));

        assertThat(timeline.entries())
                .extracting(entry -> entry.step().event().type())
                .containsExactly("StockReserved", "OrderConfirmed");
    }

    @Test
    void eachStepSaysWhatItDidAsTheLogHasIt() {
        Timeline timeline = new Timeline(
                Orders.in(OrderState.DISPATCHED),
                List.of(
                        step(1, "ParcelDispatched", 30, Bearing.DISPATCH),
                        step(2, "DeliveryScheduled", 20, Bearing.SCHEDULE),
                        step(3, "StockReserved", 10, Bearing.CONFIRM),
                        step(4, "OrderPlaced", 0, Bearing.NONE)));

        assertThat(timeline.entries())
                .extracting(entry -> entry.effect().orElse(null))
                .containsExactly(null, Effect.ADVANCED, Effect.ADVANCED, Effect.ADVANCED);
    }

    @Test
    void whatComesAfterTheCustomersCancellationIsLate() {
        Order cancelled = Orders.in(OrderState.CANCELLED);
        Timeline timeline = new Timeline(
                cancelled,
                List.of(
                        step(1, "StockReserved", 10, Bearing.CONFIRM),
                        step(2, "ParcelDispatched", 2_000, Bearing.DISPATCH)));

        assertThat(timeline.entries())
                .extracting(entry -> entry.effect().orElseThrow())
                .containsExactly(Effect.ADVANCED, Effect.LATE);
    }

    @Property
    void aTimelineDoesNotDependOnTheOrderInWhichItWasRead(
            @ForAll @Size(max = 12) List<Bearing> said, @ForAll Random chance) {
        List<TimelineStep> live = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            live.add(step(i + 1, said.get(i).name(), i / 2, said.get(i)));
        }
        List<TimelineStep> rebuilt = new ArrayList<>(live);
        Collections.shuffle(rebuilt, chance);

        assertThat(new Timeline(Orders.placed(), rebuilt).entries())
                .isEqualTo(new Timeline(Orders.placed(), live).entries());
    }

    private static TimelineStep step(long sequence, String type, long millis) {
        return step(sequence, type, millis, Bearing.NONE);
    }

    private static TimelineStep step(long sequence, String type, long millis, Bearing bearing) {
        return new TimelineStep(
                7,
                sequence,
                new LoggedEvent(
                        "event-" + sequence,
                        type,
                        "order-service",
                        "orders",
                        0,
                        sequence,
                        PLACED_AT.plusMillis(millis),
                        Optional.empty()),
                bearing,
                type);
    }
}
