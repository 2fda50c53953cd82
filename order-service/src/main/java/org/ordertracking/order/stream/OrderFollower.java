package org.ordertracking.order.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ordertracking.order.domain.Order;
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

    private final Duration heartbeatAfter;
    private final Duration quietBeforeEnd;

    private long lastSequence;
    private Order lastTold;
    private Instant lastWord;

    /** @param lastSequence of the last step that was told before, on a connection that broke; 0 for none */
    OrderFollower(long lastSequence, Duration heartbeatAfter, Duration quietBeforeEnd, Instant now) {
        this.lastSequence = lastSequence;
        this.heartbeatAfter = heartbeatAfter;
        this.quietBeforeEnd = quietBeforeEnd;
        this.lastWord = now;
    }

    /** What is new about the order. */
    List<Word> look(Order order, Timeline timeline, Instant now) {
        List<Word> words = new ArrayList<>();
        if (!order.equals(lastTold)) {
            words.add(new Word.State(order, lastSequence));
            lastTold = order;
        }
        timeline.entries().stream()
                .filter(entry -> entry.step().sequence() > lastSequence)
                .sorted(Comparator.comparing(entry -> entry.step().sequence()))
                .forEach(entry -> words.add(new Word.Step(entry)));
        if (!words.isEmpty() && words.get(words.size() - 1) instanceof Word.Step last) {
            lastSequence = last.entry().step().sequence();
        }
        if (hasEnded(order, timeline, now)) {
            words.add(new Word.End(order, lastSequence));
        } else if (words.isEmpty() && !now.isBefore(lastWord.plus(heartbeatAfter))) {
            words.add(new Word.Heartbeat());
        }
        if (!words.isEmpty()) {
            lastWord = now;
        }
        return words;
    }

    private boolean hasEnded(Order order, Timeline timeline, Instant now) {
        if (!order.isSettled()) {
            return false;
        }
        Optional<Instant> newestStep = timeline.newest();
        Instant ended = order.milestones().of(order.state()).orElseThrow();
        Instant lastNews = newestStep.filter(ended::isBefore).orElse(ended);
        return !now.isBefore(lastNews.plus(quietBeforeEnd));
    }
}
