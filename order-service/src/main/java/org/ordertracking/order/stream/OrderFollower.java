package org.ordertracking.order.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.Timeline;

/**
 * One who follows an order: knows what it was told, and says what is new since.
 *
 * <pre>
 *   FOLLOWING ──order settled, and quiet for a while──▶ ENDED
 * </pre>
 *
 * <p>Not safe for threads that look at the same time; one look happens after the other.
 */
final class OrderFollower {

    private static final Map<OrderState, String> ENDS = Map.of(
            OrderState.DELIVERED, "ParcelDelivered",
            OrderState.REJECTED, "OrderRejected",
            OrderState.CANCELLED, "OrderCancelled");

    private final StreamConfig config;
    private final Set<String> told = new HashSet<>();

    private Bookmark last;
    private Order lastTold;
    private Instant lastWord;

    /** @param last step that was told before, on a connection that broke */
    OrderFollower(Bookmark last, StreamConfig config, Instant now) {
        this.config = config;
        this.last = last;
        this.lastWord = now;
    }

    /** What is new about the order. */
    List<Word> look(Order order, Timeline timeline, Instant now) {
        if (lastTold == null) {
            rememberWhatWasTold(timeline);
        }
        List<Word> words = new ArrayList<>();
        if (!order.equals(lastTold)) {
            words.add(new Word.State(order, last));
            lastTold = order;
        }
        timeline.entries().stream()
                .sorted(Comparator.comparing(entry -> entry.step().sequence()))
                .filter(entry -> told.add(entry.step().event().id()))
                .forEach(entry -> words.add(tell(entry)));
        if (hasEnded(order, timeline, now)) {
            words.add(new Word.End(order, last));
        } else if (words.isEmpty() && !now.isBefore(lastWord.plus(config.heartbeatAfter()))) {
            words.add(new Word.Heartbeat());
        }
        if (!words.isEmpty()) {
            lastWord = now;
        }
        return words;
    }

    private void rememberWhatWasTold(Timeline timeline) {
        timeline.entries().stream()
                .map(Timeline.Entry::step)
                .filter(step -> last.isAtOrBehind(step.generation(), step.sequence()))
                .forEach(step -> told.add(step.event().id()));
    }

    /** A timeline that is rebuilt while it is followed has the same events, so none is told twice. */
    private Word tell(Timeline.Entry entry) {
        last = new Bookmark(entry.step().generation(), entry.step().sequence());
        return new Word.Step(entry, last);
    }

    private boolean hasEnded(Order order, Timeline timeline, Instant now) {
        if (!order.isSettled()) {
            return false;
        }
        Instant ended = order.milestones().of(order.state()).orElseThrow();
        if (!timeline.has(ENDS.get(order.state()))) {
            return !now.isBefore(ended.plus(config.longestWaitForTheLog()));
        }
        Instant lastNews = timeline.newest().filter(ended::isBefore).orElse(ended);
        return !now.isBefore(lastNews.plus(config.quietBeforeEnd()));
    }
}
