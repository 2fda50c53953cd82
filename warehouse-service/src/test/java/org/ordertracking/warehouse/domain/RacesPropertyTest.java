package org.ordertracking.warehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * Orders that are cancelled at every stage, heard of in every order that topics of their own allow, with every event repeated
 * now and then: at the end every piece is where it really is.
 *
 * <p>What a topic says of an order stays in order; between topics, and between orders, nothing does.
 */
class RacesPropertyTest {

    private static final String MUG = "MUG";
    private static final long STOCK = 20;

    /** How far an order comes before its cancellation, if there is one. */
    enum Fate {
        DELIVERED,
        REFUSED_OR_LEFT_RESERVED,
        CANCELLED_BEFORE_IT_WAS_PLACED,
        CANCELLED_WHILE_RESERVED,
        CANCELLED_AFTER_DISPATCH
    }

    record Story(Fate fate, int quantity) {}

    @Property(tries = 3000)
    void inTheEndEveryPieceIsWhereItReallyIs(
            @ForAll("stories") @Size(min = 1, max = 6) List<Story> stories, @ForAll long seed) {
        Warehouse warehouse = new Warehouse(List.of(MUG));
        warehouse.restock(MUG, STOCK);

        tell(stories, warehouse, new Random(seed));

        long out = 0;
        long reserved = 0;
        for (int i = 0; i < stories.size(); i++) {
            Reservation.State state = warehouse.reservation("order-" + i).state();
            Story story = stories.get(i);
            if (state == Reservation.State.REJECTED) {
                continue;
            }
            switch (story.fate()) {
                case DELIVERED -> {
                    assertThat(state).isEqualTo(Reservation.State.DISPATCHED);
                    out += story.quantity();
                }
                case REFUSED_OR_LEFT_RESERVED -> {
                    assertThat(state).isEqualTo(Reservation.State.RESERVED);
                    reserved += story.quantity();
                }
                case CANCELLED_BEFORE_IT_WAS_PLACED, CANCELLED_WHILE_RESERVED ->
                    assertThat(state).isEqualTo(Reservation.State.RELEASED);
                case CANCELLED_AFTER_DISPATCH -> assertThat(state).isEqualTo(Reservation.State.RETURNED);
            }
        }
        StockItem mugs = warehouse.item(MUG);
        assertThat(mugs.onHand() - mugs.missing()).isEqualTo(STOCK - out);
        assertThat(mugs.reserved()).isEqualTo(reserved);
    }

    /** Without a refusal nothing depends on the order of the news: whoever loses a race, the shelf is the same. */
    @Property(tries = 2000)
    void withEnoughStockTheEndDoesNotDependOnWhoWinsTheRaces(
            @ForAll("stories") @Size(min = 1, max = 6) List<Story> stories, @ForAll long seed, @ForAll long another) {
        Warehouse one = new Warehouse(List.of(MUG));
        Warehouse other = new Warehouse(List.of(MUG));
        one.restock(MUG, 1_000);
        other.restock(MUG, 1_000);

        tell(stories, one, new Random(seed));
        tell(stories, other, new Random(another));

        assertThat(one.item(MUG).onHand()).isEqualTo(other.item(MUG).onHand());
        assertThat(one.item(MUG).reserved()).isEqualTo(other.item(MUG).reserved());
        assertThat(one.item(MUG).missing()).isZero();
        assertThat(other.item(MUG).missing()).isZero();
    }

    /** Hands the news of all orders on, each topic of an order in its order, with repetitions. */
    private static void tell(List<Story> stories, Warehouse warehouse, Random random) {
        List<Deque<News>> topics = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            String orderId = "order-" + i;
            topics.add(new ArrayDeque<>(ordersTopic(orderId, stories.get(i))));
            Deque<News> parcels = new ArrayDeque<>(deliveriesTopic(orderId, stories.get(i)));
            topics.add(parcels);
        }
        List<News> heard = new ArrayList<>();
        topics.removeIf(Deque::isEmpty);
        while (!topics.isEmpty()) {
            Deque<News> topic = topics.get(random.nextInt(topics.size()));
            News next = topic.peek();
            if (isParcelNews(next) && !wasGranted(next, warehouse)) {
                // Nothing leaves before this warehouse kept it back; and nothing ever leaves for a refused order.
                if (wasRefused(next, warehouse)) {
                    topic.clear();
                }
            } else {
                topic.remove();
                next.tell(warehouse);
                heard.add(next);
                if (random.nextInt(3) == 0) {
                    heard.get(random.nextInt(heard.size())).tell(warehouse);
                }
            }
            topics.removeIf(Deque::isEmpty);
        }
    }

    private static List<News> ordersTopic(String orderId, Story story) {
        News placed = new News.Placed(orderId, List.of(new Line(MUG, story.quantity())));
        return switch (story.fate()) {
            case DELIVERED, REFUSED_OR_LEFT_RESERVED -> List.of(placed);
            case CANCELLED_BEFORE_IT_WAS_PLACED -> List.of(new News.Ended(orderId), placed);
            case CANCELLED_WHILE_RESERVED, CANCELLED_AFTER_DISPATCH -> List.of(placed, new News.Ended(orderId));
        };
    }

    private static List<News> deliveriesTopic(String orderId, Story story) {
        return switch (story.fate()) {
            case DELIVERED -> List.of(new News.Dispatched(orderId));
            case CANCELLED_AFTER_DISPATCH -> List.of(new News.Dispatched(orderId), new News.Returned(orderId));
            case REFUSED_OR_LEFT_RESERVED, CANCELLED_BEFORE_IT_WAS_PLACED, CANCELLED_WHILE_RESERVED -> List.of();
        };
    }

    private static boolean isParcelNews(News news) {
        return news instanceof News.Dispatched || news instanceof News.Returned;
    }

    private static boolean wasGranted(News news, Warehouse warehouse) {
        Reservation known = warehouse.reservation(orderOf(news));
        return known != null && known.state() != Reservation.State.REJECTED;
    }

    private static boolean wasRefused(News news, Warehouse warehouse) {
        Reservation known = warehouse.reservation(orderOf(news));
        return known != null && known.state() == Reservation.State.REJECTED;
    }

    private static String orderOf(News news) {
        return news instanceof News.Dispatched dispatched ? dispatched.orderId() : ((News.Returned) news).orderId();
    }

    @Provide
    Arbitrary<List<Story>> stories() {
        return Combinators.combine(
                        Arbitraries.of(Fate.class), Arbitraries.integers().between(1, 12))
                .as(Story::new)
                .list();
    }
}
