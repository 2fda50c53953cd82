package org.ordertracking.order.screening.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ordertracking.events.OrderScreened.Rule;

/**
 * Compares an order with those before it of the same card.
 *
 * <ul>
 *   <li><b>Too many orders.</b> More than {@code mostOrders} of a card within any window of time. All count, those too that were
 *       suspected: a card that tries on stays blocked until it has been quiet.
 *   <li><b>Unusual amount.</b> Far above the mean of what the card paid, by a factor and by standard deviations, and above what is
 *       unremarkable anyway. Not before enough orders are known.
 * </ul>
 *
 * <p>Time is that of the orders, so the verdict does not depend on when they are read, and orders that are read late or
 * again change nothing about others.
 */
public final class ScreeningRule {

    private final Thresholds thresholds;

    public ScreeningRule(Thresholds thresholds) {
        this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
    }

    /** What is found of the order, and what is known of its card afterwards. An order that is known already changes nothing. */
    public Screening screen(CardHistory before, CardOrder order) {
        return before.findingOf(order.eventId())
                .map(known -> new Screening(known, before))
                .orElseGet(() -> {
                    Finding finding = judge(before, order);
                    return new Screening(
                            finding, before.with(new ScreenedOrder(order, finding), thresholds.remembered()));
                });
    }

    private Finding judge(CardHistory before, CardOrder order) {
        int together = before.mostTogetherWith(order.placedAt(), thresholds.window()) + 1;
        if (together > thresholds.mostOrders()) {
            return Finding.against(
                    Rule.TOO_MANY_ORDERS,
                    "%d orders with this card within %s; up to %d pass"
                            .formatted(together, words(thresholds.window()), thresholds.mostOrders()));
        }
        return judgeAmount(before.usualAmounts(), order.amount());
    }

    private Finding judgeAmount(List<BigDecimal> usual, BigDecimal amount) {
        if (usual.size() < thresholds.knownOrders()) {
            return Finding.INCONSPICUOUS;
        }
        double mean =
                usual.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
        double variance = usual.stream()
                .mapToDouble(BigDecimal::doubleValue)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow();
        double limit = Math.max(mean * thresholds.timesUsual(), mean + thresholds.deviations() * Math.sqrt(variance));
        if (amount.compareTo(thresholds.unremarkable()) <= 0 || amount.doubleValue() <= limit) {
            return Finding.INCONSPICUOUS;
        }
        return Finding.against(
                Rule.UNUSUAL_AMOUNT,
                "%s with a card that paid %s on average in %d orders"
                        .formatted(
                                amount.toPlainString(),
                                BigDecimal.valueOf(mean)
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toPlainString(),
                                usual.size()));
    }

    /** The largest unit that says it without a rest. */
    private static String words(Duration window) {
        if (window.toMillis() % 60_000 == 0) {
            return window.toMinutes() == 1 ? "1 minute" : window.toMinutes() + " minutes";
        }
        return window.toMillis() % 1000 == 0 ? window.toSeconds() + " seconds" : window.toMillis() + " ms";
    }

    /** A finding, and what is known of the card with it. */
    public record Screening(Finding finding, CardHistory after) {}
}
