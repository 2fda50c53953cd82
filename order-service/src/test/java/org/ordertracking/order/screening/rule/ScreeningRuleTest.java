package org.ordertracking.order.screening.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.order.screening.rule.Cards.findings;
import static org.ordertracking.order.screening.rule.Cards.historyOf;
import static org.ordertracking.order.screening.rule.Cards.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.OrderScreened.Rule;

/** Up to three orders within ten minutes pass; amounts are compared once three are known. */
class ScreeningRuleTest {

    @Test
    void asManyOrdersAsAreAllowedWithinTheWindowPass() {
        assertThat(findings(List.of(order("a", 0, "10"), order("b", 10, "10"), order("c", 599, "10"))))
                .allMatch(Finding::isCleared);
    }

    @Test
    void oneOrderMoreWithinTheWindowIsSuspectedAndSaysWhy() {
        List<Finding> findings = findings(
                List.of(order("a", 0, "10"), order("b", 10, "10"), order("c", 20, "10"), order("d", 599, "10")));

        assertThat(findings.get(3))
                .isEqualTo(Finding.against(
                        Rule.TOO_MANY_ORDERS, "4 orders with this card within 10 minutes; up to 3 pass"));
    }

    @Test
    void anOrderThatIsAWholeWindowLaterPasses() {
        List<Finding> findings = findings(
                List.of(order("a", 0, "10"), order("b", 10, "10"), order("c", 20, "10"), order("d", 600, "10")));

        assertThat(findings).allMatch(Finding::isCleared);
    }

    @Test
    void aCardThatTriesOnStaysBlockedUntilItHasBeenQuiet() {
        List<Finding> findings = findings(List.of(
                order("a", 0, "10"),
                order("b", 1, "10"),
                order("c", 2, "10"),
                order("d", 300, "10"),
                order("e", 500, "10"),
                order("f", 601, "10"),
                order("g", 1300, "10")));

        assertThat(findings)
                .extracting(Finding::isCleared)
                .containsExactly(true, true, true, false, false, false, true);
    }

    @Test
    void anOrderThatIsReadLateIsComparedWithThoseBehindItToo() {
        List<Finding> findings = findings(
                List.of(order("b", 100, "10"), order("c", 200, "10"), order("d", 300, "10"), order("a", 0, "10")));

        assertThat(findings.get(3).broken()).contains(Rule.TOO_MANY_ORDERS);
    }

    @Test
    void anOrderThatIsReadAgainGetsTheSameVerdictAndIsNotCounted() {
        CardHistory before = historyOf(List.of(order("a", 0, "10"), order("b", 10, "10"), order("c", 20, "10")));

        ScreeningRule.Screening again = Cards.RULE.screen(before, order("b", 10, "10"));

        assertThat(again.finding().isCleared()).isTrue();
        assertThat(again.after()).isEqualTo(before);
    }

    @Test
    void aSuspectedOrderThatIsReadAgainStaysSuspected() {
        List<CardOrder> orders =
                List.of(order("a", 0, "10"), order("b", 10, "10"), order("c", 20, "10"), order("d", 30, "10"));

        Finding again =
                Cards.RULE.screen(historyOf(orders), order("d", 30, "10")).finding();

        assertThat(again).isEqualTo(findings(orders).get(3));
    }

    @Test
    void anAmountFarAboveWhatTheCardPaysIsSuspectedAndSaysWhy() {
        List<Finding> findings = findings(List.of(
                order("a", 0, "20.00"),
                order("b", 1000, "30.00"),
                order("c", 2000, "40.00"),
                order("d", 3000, "480.00")));

        assertThat(findings.get(3))
                .isEqualTo(Finding.against(
                        Rule.UNUSUAL_AMOUNT, "480.00 with a card that paid 30.00 on average in 3 orders"));
    }

    @Test
    void anAmountIsNotComparedBeforeEnoughOrdersAreKnown() {
        assertThat(findings(List.of(order("a", 0, "20"), order("b", 1000, "30"), order("c", 2000, "5000"))))
                .allMatch(Finding::isCleared);
    }

    @Test
    void smallAmountsAreUnremarkableHoweverSmallTheOthersWere() {
        assertThat(findings(List.of(
                        order("a", 0, "1"), order("b", 1000, "1"), order("c", 2000, "1"), order("d", 3000, "100.00"))))
                .allMatch(Finding::isCleared);
    }

    @Test
    void aCardThatPaysNowLittleAndNowMuchMayPayMuch() {
        assertThat(findings(List.of(
                        order("a", 0, "10"), order("b", 1000, "10"), order("c", 2000, "90"), order("d", 3000, "185"))))
                .as("five times the mean is 183.33, four deviations above it 187.52")
                .allMatch(Finding::isCleared);
    }

    @Test
    void whatWasSuspectedDoesNotBecomeUsual() {
        List<Finding> findings = findings(List.of(
                order("a", 0, "20"),
                order("b", 1000, "20"),
                order("c", 2000, "20"),
                order("d", 3000, "900"),
                order("e", 4000, "900")));

        assertThat(findings.get(4).broken()).contains(Rule.UNUSUAL_AMOUNT);
    }

    @Test
    void anOrderOlderThanAllThatAFullMemoryHoldsIsNotRemembered() {
        CardHistory full = CardHistory.EMPTY;
        for (int i = 1; i <= Cards.REMEMBERED; i++) {
            full = Cards.RULE.screen(full, order("n" + i, i * 1000L, "10")).after();
        }

        assertThat(Cards.RULE.screen(full, order("old", 0, "10")).after()).isEqualTo(full);
    }

    @Test
    void limitsThatContradictEachOtherAreRefusedWithTheirNames() {
        assertThatThrownBy(() -> new Thresholds(10, Duration.ofMinutes(1), 5, 3, 4, BigDecimal.TEN, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remembered orders must be more than most-orders (10)");
    }

    @Test
    void aHistoryIsInTheOrderOfTimeWhateverTheOrderOfReading() {
        CardHistory history = historyOf(List.of(order("b", 1000, "10"), order("a", 0, "10")));

        assertThat(history.orders())
                .extracting(known -> known.order().eventId())
                .containsExactly("a", "b");
        assertThat(history.newest()).isEqualTo(Optional.of(Cards.NOON.plusSeconds(1000)));
    }
}
