package org.ordertracking.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.order.domain.Orders.after;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderEvent;

/** Any news, in any order, any number of times, never corrupt an order. */
class OrderPropertyTest {

    private static final List<OrderState> PATH = OrderState.PATH;

    @Property
    void anOrderOnlyMovesForwardAndNeverLeavesAnEnd(@ForAll @Size(max = 20) List<News> heard) {
        Order order = Orders.placed();
        for (int i = 0; i < heard.size(); i++) {
            OrderState before = order.state();
            order = heard.get(i).tell(order, after(i)).order();
            OrderState now = order.state();

            if (before.isEnd()) {
                assertThat(now).isEqualTo(before);
            } else if (PATH.contains(now)) {
                assertThat(PATH.indexOf(now)).isGreaterThanOrEqualTo(PATH.indexOf(before));
            }
        }
    }

    @Property
    void whatWasBoughtAndWhenIsNeverForgotten(@ForAll @Size(max = 20) List<News> heard) {
        Order order = Orders.placed();
        for (int i = 0; i < heard.size(); i++) {
            Milestones before = order.milestones();
            order = heard.get(i).tell(order, after(i)).order();

            assertThat(order.purchase()).isEqualTo(Orders.purchase());
            assertThat(order.milestones().reachedAt()).containsAllEntriesOf(before.reachedAt());
            assertThat(order.milestones().of(order.state())).isPresent();
        }
    }

    @Property
    void sayingTheSameTwiceInARowChangesNothingTheSecondTime(@ForAll @Size(max = 20) List<News> heard) {
        Order once = Orders.placed();
        for (int i = 0; i < heard.size(); i++) {
            once = heard.get(i).tell(once, after(i)).order();
            Transition again = heard.get(i).tell(once, after(i));

            assertThat(again.order()).isEqualTo(once);
            assertThat(again.effect().isProgress()).isFalse();
        }
    }

    @Property
    void anEndAConfirmationAndAClearingAreToldAtMostOnce(@ForAll @Size(max = 20) List<News> heard) {
        Order order = Orders.placed();
        int confirmations = 0;
        int ends = 0;
        int clearings = 0;
        for (int i = 0; i < heard.size(); i++) {
            Transition transition = heard.get(i).tell(order, after(i));
            order = transition.order();
            OrderEvent event = transition.event().orElse(null);
            if (event instanceof OrderConfirmed) {
                confirmations++;
            } else if (event instanceof OrderCleared) {
                clearings++;
            } else if (event != null) {
                ends++;
            }
        }
        assertThat(clearings).isLessThanOrEqualTo(1);
        assertThat(confirmations).isLessThanOrEqualTo(1);
        assertThat(ends).isLessThanOrEqualTo(1);
    }

    @Property
    void theWayBackOfAParcelChangesNoState(@ForAll @Size(max = 20) List<News> heard) {
        Set<News> wayBack = EnumSet.of(News.RECALL, News.TAKE_BACK);
        Order withReturns = Orders.placed();
        Order without = Orders.placed();
        for (int i = 0; i < heard.size(); i++) {
            News news = heard.get(i);
            withReturns = news.tell(withReturns, after(i)).order();
            without = wayBack.contains(news)
                    ? without
                    : news.tell(without, after(i)).order();

            assertThat(withReturns.state()).isEqualTo(without.state());
            assertThat(withReturns.milestones()).isEqualTo(without.milestones());
        }
    }

    @Property
    void withoutCancellationOrRefusalTheFurthestNewsDecideInWhateverOrderTheyCame(
            @ForAll @Size(min = 1, max = 20) List<News> heard) {
        Set<News> stopping = EnumSet.of(News.REJECT, News.CANCEL, News.SUSPECT, News.RECALL, News.TAKE_BACK);
        List<News> path =
                heard.stream().filter(news -> !stopping.contains(news)).toList();
        Order order = Orders.placed();
        for (int i = 0; i < path.size(); i++) {
            order = path.get(i).tell(order, after(i)).order();
        }
        int furthest = path.stream()
                .mapToInt(news -> PATH.indexOf(news.target()))
                .max()
                .orElse(0);
        assertThat(order.state()).isEqualTo(PATH.get(furthest));
    }
}
