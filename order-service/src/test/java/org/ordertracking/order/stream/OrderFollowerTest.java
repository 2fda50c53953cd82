package org.ordertracking.order.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderLine;
import org.ordertracking.order.domain.Bearing;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.Purchase;
import org.ordertracking.order.domain.Timeline;
import org.ordertracking.order.domain.TimelineStep;

class OrderFollowerTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Order PLACED = Order.place(
                    "order-1",
                    Purchase.of(
                            new Customer("Ada Lovelace", "ada@example.com", null),
                            new Address("12 St James's Square", "SW1Y 4JH", "London", "GB"),
                            List.of(new OrderLine("MUG-BLUE", 1, BigDecimal.TEN)),
                            "EUR"),
                    START)
            .order();
    private static final Order DELIVERED =
            PLACED.deliver("TRACK-1", START.plusSeconds(10)).order();

    private static final StreamConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(StreamConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(StreamConfig.class);
    private static final long GENERATION = 3;

    private final OrderFollower follower = new OrderFollower(Bookmark.NONE, CONFIG, START);

    @Test
    void theStateIsToldFirstAndThenOnlyWhenItChanges() {
        assertThat(look(PLACED, 0)).containsExactly(new Word.State(PLACED, Bookmark.NONE));
        assertThat(look(PLACED, 1)).isEmpty();
        assertThat(look(DELIVERED, 2)).containsExactly(new Word.State(DELIVERED, Bookmark.NONE));
    }

    @Test
    void everyStepIsToldOnceInTheOrderOfReading() {
        look(PLACED, 0);

        assertThat(steps(look(PLACED, 1, step(1, 20), step(2, 10)))).containsExactly(1L, 2L);
        assertThat(steps(look(PLACED, 2, step(1, 20), step(2, 10), step(3, 5)))).containsExactly(3L);
    }

    @Test
    void stepsThatWereToldBeforeTheConnectionBrokeAreNotToldAgain() {
        OrderFollower again = new OrderFollower(new Bookmark(GENERATION, 2), CONFIG, START);

        assertThat(steps(again.look(PLACED, new Timeline(PLACED, List.of(step(1, 0), step(2, 0), step(3, 0))), START)))
                .containsExactly(3L);
    }

    @Test
    void aHeartbeatComesAfterSilenceAndNotBefore() {
        look(PLACED, 0);

        assertThat(look(PLACED, 14)).isEmpty();
        assertThat(look(PLACED, 15)).containsExactly(new Word.Heartbeat());
        assertThat(look(PLACED, 16)).isEmpty();
        assertThat(look(PLACED, 30)).containsExactly(new Word.Heartbeat());
    }

    @Test
    void theEndIsToldOnceAnEndedOrderIsQuiet() {
        look(DELIVERED, 11, arrival(1, 10));

        assertThat(look(DELIVERED, 14, arrival(1, 10))).isEmpty();
        assertThat(look(DELIVERED, 15, arrival(1, 10)))
                .containsExactly(new Word.End(DELIVERED, new Bookmark(GENERATION, 1)));
    }

    @Test
    void newsAfterTheEndPutTheEndOff() {
        look(DELIVERED, 11, arrival(1, 10));
        look(DELIVERED, 14, arrival(1, 10), step(2, 14));

        assertThat(look(DELIVERED, 15, arrival(1, 10), step(2, 14))).isEmpty();
        assertThat(look(DELIVERED, 19, arrival(1, 10), step(2, 14)))
                .containsExactly(new Word.End(DELIVERED, new Bookmark(GENERATION, 2)));
    }

    @Test
    void theEndWaitsForTheStepThatBroughtTheOrderThereButNotForEver() {
        look(DELIVERED, 11);

        assertThat(look(DELIVERED, 40)).containsExactly(new Word.Heartbeat());
        assertThat(look(DELIVERED, 70)).containsExactly(new Word.End(DELIVERED, Bookmark.NONE));
    }

    @Test
    void whenTheTimelineIsRebuiltNothingIsToldTwiceAndNothingIsLeftOut() {
        look(PLACED, 1, step(1, 0), step(2, 0));

        assertThat(steps(look(PLACED, 2, in(GENERATION + 1, 1, "event-2"), in(GENERATION + 1, 2, "event-1"))))
                .isEmpty();
        assertThat(steps(look(
                        PLACED,
                        3,
                        in(GENERATION + 1, 1, "event-2"),
                        in(GENERATION + 1, 2, "event-1"),
                        in(GENERATION + 1, 3, "event-3"))))
                .containsExactly(3L);
    }

    @Test
    void whoComesBackAfterARebuildIsToldAllAgain() {
        OrderFollower again = new OrderFollower(new Bookmark(GENERATION - 1, 2), CONFIG, START);

        assertThat(steps(again.look(PLACED, new Timeline(PLACED, List.of(step(1, 0), step(2, 0))), START)))
                .containsExactly(1L, 2L);
    }

    @Test
    void anOrderThatIsUnderWayNeverEndsTheStream() {
        look(PLACED, 0);

        assertThat(look(PLACED, 100_000)).containsExactly(new Word.Heartbeat());
    }

    @Test
    void theStreamOfACancelledOrderGoesOnUntilItsParcelIsBack() {
        Order cancelled = PLACED.dispatch("TRACK-1", START.plusSeconds(1))
                .order()
                .cancel("changed my mind", START.plusSeconds(2))
                .order();
        Order returned = cancelled
                .recall("TRACK-1", START.plusSeconds(3))
                .order()
                .takeBack("TRACK-1", START.plusSeconds(60))
                .order();
        look(cancelled, 3);

        assertThat(look(cancelled, 50)).containsExactly(new Word.Heartbeat());
        assertThat(look(returned, 70, cancellation(1, 60)))
                .last()
                .isEqualTo(new Word.End(returned, new Bookmark(GENERATION, 1)));
    }

    private List<Word> look(Order order, long second, TimelineStep... steps) {
        return follower.look(order, new Timeline(order, List.of(steps)), START.plusSeconds(second));
    }

    private static List<Long> steps(List<Word> words) {
        List<Long> sequences = new ArrayList<>();
        words.forEach(word -> {
            if (word instanceof Word.Step step) {
                sequences.add(step.entry().step().sequence());
            }
        });
        return sequences;
    }

    private static TimelineStep step(long sequence, long second) {
        return step(sequence, second, "StockReserved", Bearing.CONFIRM);
    }

    private static TimelineStep arrival(long sequence, long second) {
        return step(sequence, second, "ParcelDelivered", Bearing.DELIVER);
    }

    private static TimelineStep cancellation(long sequence, long second) {
        return step(sequence, second, "OrderCancelled", Bearing.NONE);
    }

    private static TimelineStep step(long sequence, long second, String type, Bearing bearing) {
        return step(GENERATION, sequence, "event-" + sequence, second, type, bearing);
    }

    private static TimelineStep in(long generation, long sequence, String eventId) {
        return step(generation, sequence, eventId, 0, "StockReserved", Bearing.CONFIRM);
    }

    private static TimelineStep step(
            long generation, long sequence, String eventId, long second, String type, Bearing bearing) {
        return new TimelineStep(
                generation,
                sequence,
                new LoggedEvent(
                        eventId,
                        type,
                        "warehouse-service",
                        "stock",
                        0,
                        sequence,
                        START.plusSeconds(second),
                        Optional.empty()),
                bearing,
                "said");
    }
}
