package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.order.domain.Orders.after;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transition in every state, legal or not. */
class OrderTransitionTableTest {

    /** Columns as in {@link News}: confirm, reject, schedule, dispatch, deliver, cancel, recall, takeBack, clear, suspect. */
    private static final String TABLE = """
            PLACED     ADVANCED ADVANCED EARLY    EARLY    EARLY    ADVANCED ILLEGAL  ILLEGAL  MILESTONE ADVANCED
            CONFIRMED  REPEATED ILLEGAL  ADVANCED EARLY    EARLY    ADVANCED ILLEGAL  ILLEGAL  LATE      LATE
            SCHEDULED  LATE     ILLEGAL  REPEATED ADVANCED EARLY    ADVANCED ILLEGAL  ILLEGAL  LATE      LATE
            DISPATCHED LATE     ILLEGAL  LATE     REPEATED ADVANCED ADVANCED ILLEGAL  ILLEGAL  LATE      LATE
            DELIVERED  LATE     ILLEGAL  LATE     LATE     REPEATED ILLEGAL  ILLEGAL  ILLEGAL  LATE      LATE
            REJECTED   LATE     REPEATED ILLEGAL  ILLEGAL  ILLEGAL  ILLEGAL  ILLEGAL  ILLEGAL  LATE      REPEATED
            CANCELLED  LATE     LATE     LATE     LATE     LATE     REPEATED NOTED    NOTED    LATE      LATE
            """;

    static List<Arguments> everyStateAndEveryNews() {
        List<Arguments> cells = new ArrayList<>();
        TABLE.lines().map(row -> row.split(" +")).forEach(row -> {
            for (News news : News.values()) {
                cells.add(Arguments.of(OrderState.valueOf(row[0]), news, Effect.valueOf(row[1 + news.ordinal()])));
            }
        });
        return cells;
    }

    @ParameterizedTest(name = "{0} hears {1}: {2}")
    @MethodSource("everyStateAndEveryNews")
    void newsHaveTheEffectOfTheTable(OrderState state, News news, Effect expected) {
        Transition transition = news.tell(Orders.in(state), after(100));

        assertThat(transition.effect()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} hears {1}: {2}")
    @MethodSource("everyStateAndEveryNews")
    void theStateChangesOnlyWhenTheEffectSaysSo(OrderState state, News news, Effect expected) {
        Order after = news.tell(Orders.in(state), after(100)).order();

        assertThat(after.state()).isEqualTo(expected.changesState() ? news.target() : state);
    }

    @ParameterizedTest(name = "{0} hears {1}: {2}")
    @MethodSource("everyStateAndEveryNews")
    void illegalAndRepeatedNewsLeaveTheOrderExactlyAsItWas(OrderState state, News news, Effect expected) {
        Order before = Orders.in(state);

        Order after = news.tell(before, after(100)).order();

        if (expected == Effect.ILLEGAL || expected == Effect.REPEATED) {
            assertThat(after).isEqualTo(before);
        } else if (expected.isProgress()) {
            assertThat(after).isNotEqualTo(before);
        }
    }
}
