package org.ordertracking.order.screening.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Orders of a card for tests. */
final class Cards {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final int MOST = 3;
    static final int REMEMBERED = 10;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final ScreeningRule RULE =
            new ScreeningRule(new Thresholds(MOST, WINDOW, 3, 5, 4, new BigDecimal("100.00"), REMEMBERED));

    private Cards() {}

    static CardOrder order(String id, long seconds, String amount) {
        return new CardOrder(id, NOON.plusSeconds(seconds), new BigDecimal(amount));
    }

    /** What is found of each, read one after the other. */
    static List<Finding> findings(List<CardOrder> orders) {
        List<Finding> findings = new ArrayList<>();
        CardHistory history = CardHistory.EMPTY;
        for (CardOrder order : orders) {
            ScreeningRule.Screening screening = RULE.screen(history, order);
            findings.add(screening.finding());
            history = screening.after();
        }
        return findings;
    }

    static CardHistory historyOf(List<CardOrder> orders) {
        CardHistory history = CardHistory.EMPTY;
        for (CardOrder order : orders) {
            history = RULE.screen(history, order).after();
        }
        return history;
    }
}
