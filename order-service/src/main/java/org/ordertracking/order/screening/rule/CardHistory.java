package org.ordertracking.order.screening.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest orders of one card, in the order in which they were placed, whatever the order in which they were read.
 * Immutable, and no longer than whoever adds to it allows.
 */
public record CardHistory(List<ScreenedOrder> orders) {

    private static final Comparator<ScreenedOrder> BY_TIME =
            Comparator.comparing(ScreenedOrder::order, CardOrder.BY_TIME);

    /** Of a card that nothing is known of. */
    public static final CardHistory EMPTY = new CardHistory(List.of());

    public CardHistory {
        orders = orders.stream().sorted(BY_TIME).toList();
    }

    /** What was found of an order that was read before. */
    Optional<Finding> findingOf(String eventId) {
        return orders.stream()
                .filter(known -> known.order().eventId().equals(eventId))
                .map(ScreenedOrder::finding)
                .findFirst();
    }

    /**
     * With one more order. The oldest go when there are more than {@code most}; that may be the new one, so an order older
     * than all that a full memory holds is not counted again however often it is read.
     */
    CardHistory with(ScreenedOrder order, int most) {
        List<ScreenedOrder> more = new ArrayList<>(orders);
        more.add(order);
        more.sort(BY_TIME);
        return new CardHistory(more.subList(Math.max(0, more.size() - most), more.size()));
    }

    /**
     * The most orders that stand in one window of time together with an order at {@code time}, that one not counted. All
     * windows that it lies in are looked at, since an order that is read late has others behind it too.
     */
    int mostTogetherWith(Instant time, Duration window) {
        return Stream.concat(
                        Stream.of(time),
                        orders.stream().map(known -> known.order().placedAt()))
                .filter(start -> !start.isAfter(time) && start.plus(window).isAfter(time))
                .mapToInt(start -> within(start, window))
                .max()
                .orElse(0);
    }

    private int within(Instant start, Duration window) {
        Instant end = start.plus(window);
        return (int) orders.stream()
                .map(known -> known.order().placedAt())
                .filter(at -> !at.isBefore(start) && at.isBefore(end))
                .count();
    }

    /** What the card paid when nothing spoke against it. What was suspected is not usual, or fraud would make itself so. */
    List<BigDecimal> usualAmounts() {
        return orders.stream()
                .filter(known -> known.finding().isCleared())
                .map(known -> known.order().amount())
                .toList();
    }

    /** When the card ordered last; empty when it never did. */
    public Optional<Instant> newest() {
        return orders.isEmpty()
                ? Optional.empty()
                : Optional.of(orders.get(orders.size() - 1).order().placedAt());
    }
}
