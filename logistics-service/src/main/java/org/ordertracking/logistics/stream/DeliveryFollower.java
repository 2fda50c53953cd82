package org.ordertracking.logistics.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.fleet.Position;

/**
 * One who follows a delivery: knows what it was told, and says what is new since.
 *
 * <pre>
 *   FOLLOWING ──delivered, kept back or returned──▶ ENDED
 * </pre>
 *
 * <p>Not safe for threads that look at the same time; one look happens after the other.
 */
final class DeliveryFollower {

    private final Duration heartbeatAfter;

    private Delivery lastTold;
    private Optional<Position> lastPosition = Optional.empty();
    private Optional<Instant> lastArrival = Optional.empty();
    private Instant lastWord;

    DeliveryFollower(Duration heartbeatAfter, Instant now) {
        this.heartbeatAfter = heartbeatAfter;
        this.lastWord = now;
    }

    /** What is new about the delivery. */
    List<Word> look(Delivery delivery, Optional<Position> position, Optional<Instant> arrival, Instant now) {
        List<Word> words = new ArrayList<>();
        if (!delivery.equals(lastTold)) {
            words.add(new Word.State(delivery, position, arrival));
        } else {
            position.filter(here -> !lastPosition.filter(here::equals).isPresent())
                    .ifPresent(here -> words.add(new Word.Moved(here)));
            arrival.filter(then -> !lastArrival.filter(then::equals).isPresent())
                    .ifPresent(then -> words.add(new Word.Arrival(then)));
        }
        lastTold = delivery;
        lastPosition = position;
        lastArrival = arrival;
        if (delivery.state().isEnd()) {
            words.add(new Word.End(delivery));
        } else if (words.isEmpty() && !now.isBefore(lastWord.plus(heartbeatAfter))) {
            words.add(new Word.Heartbeat());
        }
        if (!words.isEmpty()) {
            lastWord = now;
        }
        return words;
    }
}
