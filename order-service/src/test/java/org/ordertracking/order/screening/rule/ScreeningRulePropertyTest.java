package org.ordertracking.order.screening.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.order.screening.rule.Cards.MOST;
import static org.ordertracking.order.screening.rule.Cards.NOON;
import static org.ordertracking.order.screening.rule.Cards.REMEMBERED;
import static org.ordertracking.order.screening.rule.Cards.RULE;
import static org.ordertracking.order.screening.rule.Cards.WINDOW;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ordertracking.events.OrderScreened.Rule;

/** Whatever the times of a card's orders, in whatever order and however often they are read. */
class ScreeningRulePropertyTest {

    /** Times within three windows, in no order, all of them remembered. */
    @Provide
    Arbitrary<List<Long>> seconds() {
        return Arbitraries.longs().between(0, 3 * WINDOW.toSeconds()).list().ofMaxSize(REMEMBERED);
    }

    @Property
    void noWindowHoldsMoreClearedOrdersThanAreAllowed(@ForAll("seconds") List<Long> seconds) {
        List<Instant> cleared = new ArrayList<>();
        CardHistory history = CardHistory.EMPTY;
        for (CardOrder order : orders(seconds)) {
            ScreeningRule.Screening screening = RULE.screen(history, order);
            history = screening.after();
            if (screening.finding().isCleared()) {
                cleared.add(order.placedAt());
            }
        }
        assertThat(cleared)
                .allSatisfy(start -> assertThat(within(cleared, start)).isLessThanOrEqualTo(MOST));
    }

    @Property
    void anOrderIsTooManyWhenAndOnlyWhenAWindowHoldsMoreThanAreAllowed(@ForAll("seconds") List<Long> seconds) {
        List<CardOrder> orders = orders(seconds);
        List<Instant> all = orders.stream().map(CardOrder::placedAt).toList();
        boolean everyWindowIsGood = all.stream().allMatch(start -> within(all, start) <= MOST);

        boolean noneIsTooMany = Cards.findings(orders).stream()
                .noneMatch(finding -> finding.broken().equals(Optional.of(Rule.TOO_MANY_ORDERS)));

        assertThat(noneIsTooMany).isEqualTo(everyWindowIsGood);
    }

    @Property
    void readingAgainChangesNoVerdictAndNothingThatIsKnown(
            @ForAll("seconds") List<Long> seconds, @ForAll List<Integer> again) {
        List<CardOrder> orders = orders(seconds);
        Map<String, Finding> first = new HashMap<>();
        CardHistory history = CardHistory.EMPTY;
        for (CardOrder order : orders) {
            ScreeningRule.Screening screening = RULE.screen(history, order);
            history = screening.after();
            first.put(order.eventId(), screening.finding());
        }
        for (int index : again) {
            if (!orders.isEmpty()) {
                CardOrder repeated = orders.get(Math.floorMod(index, orders.size()));
                ScreeningRule.Screening screening = RULE.screen(history, repeated);
                assertThat(screening.finding()).isEqualTo(first.get(repeated.eventId()));
                assertThat(screening.after()).isEqualTo(history);
            }
        }
    }

    @Property
    void whatIsKnownOfACardIsBoundedAndIsTheNewest(@ForAll List<Short> seconds) {
        List<CardOrder> orders = orders(seconds.stream().map(Short::longValue).toList());

        CardHistory history = Cards.historyOf(orders);

        assertThat(history.orders()).hasSize(Math.min(orders.size(), REMEMBERED));
        assertThat(history.orders())
                .extracting(known -> known.order().placedAt())
                .containsExactlyElementsOf(orders.stream()
                        .map(CardOrder::placedAt)
                        .sorted()
                        .skip(Math.max(0, orders.size() - REMEMBERED))
                        .toList());
    }

    private static List<CardOrder> orders(List<Long> seconds) {
        return IntStream.range(0, seconds.size())
                .mapToObj(i -> new CardOrder("event-" + i, NOON.plusSeconds(seconds.get(i)), BigDecimal.TEN))
                .toList();
    }

    private static long within(List<Instant> times, Instant start) {
        Instant end = start.plus(WINDOW);
        return times.stream()
                .filter(at -> !at.isBefore(start) && at.isBefore(end))
                .count();
    }
}
