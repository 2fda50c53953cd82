package org.ordertracking.order.screening.rule;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Where what is usual ends.
 *
 * @param mostOrders of a card within the window that pass, 1 or more
 * @param window longer than zero
 * @param knownOrders cleared orders of a card that must be known before an amount is compared with them, 2 or more
 * @param timesUsual an amount is not unusual up to so many times the mean, 1 or more
 * @param deviations nor up to so many standard deviations above it, 0 or more
 * @param unremarkable nor up to this amount, in the shop's currency, whatever the card usually pays
 * @param remembered orders of a card that are remembered, {@value #MOST_REMEMBERED} at most; more than {@code mostOrders}, and
 *     at least {@code knownOrders}
 */
public record Thresholds(
        int mostOrders,
        Duration window,
        int knownOrders,
        double timesUsual,
        double deviations,
        BigDecimal unremarkable,
        int remembered) {

    /** Keeps what is remembered of a card, and is written at each of its orders, at a few KiB. */
    public static final int MOST_REMEMBERED = 100;

    public Thresholds {
        require(mostOrders >= 1, "most orders within the window", "at least 1", mostOrders);
        require(!window.isNegative() && !window.isZero(), "window", "longer than zero", window);
        require(knownOrders >= 2, "known orders", "at least 2", knownOrders);
        require(timesUsual >= 1, "times the usual amount", "at least 1", timesUsual);
        require(deviations >= 0, "deviations", "at least 0", deviations);
        require(unremarkable.signum() >= 0, "unremarkable amount", "at least 0", unremarkable);
        require(
                remembered > mostOrders && remembered >= knownOrders && remembered <= MOST_REMEMBERED,
                "remembered orders",
                "more than most-orders (" + mostOrders + "), at least known-orders (" + knownOrders + ") and at most "
                        + MOST_REMEMBERED,
                remembered);
    }

    private static void require(boolean kept, String what, String limit, Object value) {
        if (!kept) {
            throw new IllegalArgumentException(
                    "Screening: " + what + " must be " + limit + ", was " + value + "; see shop.fraud in the settings");
        }
    }
}
