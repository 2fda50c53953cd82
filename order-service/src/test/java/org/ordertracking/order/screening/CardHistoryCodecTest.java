package org.ordertracking.order.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ordertracking.order.screening.rule.CardHistory;
import org.ordertracking.order.screening.rule.CardOrder;
import org.ordertracking.order.screening.rule.ScreeningRule;
import org.ordertracking.order.screening.rule.Thresholds;

class CardHistoryCodecTest {

    private static final ScreeningRule RULE = new ScreeningRule(
            new Thresholds(3, Duration.ofMinutes(10), 2, 2, 1, BigDecimal.ONE, Thresholds.MOST_REMEMBERED));

    @Provide
    Arbitrary<List<CardOrder>> orders() {
        return Combinators.combine(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(100),
                        Arbitraries.longs().between(0, 4_000_000_000L),
                        Arbitraries.integers().between(0, 999_999),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("999999999.99"))
                                .ofScale(2))
                .as((id, seconds, micros, amount) ->
                        new CardOrder(id, Instant.ofEpochSecond(seconds, micros * 1000L), amount))
                .list()
                .ofMaxSize(20);
    }

    @Property
    void whatIsReadIsWhatWasWritten(@ForAll("orders") List<CardOrder> orders) {
        CardHistory history = CardHistory.EMPTY;
        for (CardOrder order : orders) {
            history = RULE.screen(history, order).after();
        }
        assertThat(CardHistoryCodec.read(CardHistoryCodec.write(history))).isEqualTo(history);
    }

    @Example
    void nothingIsKnownOfACardWithoutBytes() {
        assertThat(CardHistoryCodec.read(null)).isEqualTo(CardHistory.EMPTY);
    }

    @Example
    void bytesOfAnotherVersionAreRefusedWithBothVersions() {
        assertThatThrownBy(() -> CardHistoryCodec.read(new byte[] {7, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a card's history has version 7, known is 1");
    }

    @Example
    void bytesThatBreakOffAreRefused() {
        assertThatThrownBy(() -> CardHistoryCodec.read(new byte[] {1, 2, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
    }
}
