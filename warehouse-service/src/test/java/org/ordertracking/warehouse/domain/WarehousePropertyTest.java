package org.ordertracking.warehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a warehouse hears, in whatever order and however often: no piece appears, vanishes or is promised twice. */
class WarehousePropertyTest {

    private static final List<String> SKUS = List.of("CAP", "MUG", "TEE");
    private static final List<String> ORDERS = List.of("A", "B", "C", "D", "E");

    @Property
    void whatIsReservedIsTheSumOfAllReservations(@ForAll("histories") List<News> history) {
        Warehouse warehouse = new Warehouse(SKUS);
        for (News news : history) {
            news.tell(warehouse);

            SKUS.forEach(sku -> assertThat(warehouse.item(sku).reserved()).isEqualTo(warehouse.promised(sku)));
        }
    }

    @Property
    void whatIsReallyThereIsWhatCameInLessWhatIsOutInParcels(@ForAll("histories") List<News> history) {
        Warehouse warehouse = new Warehouse(SKUS);
        for (News news : history) {
            news.tell(warehouse);

            SKUS.forEach(sku -> assertThat(
                            warehouse.item(sku).onHand() - warehouse.item(sku).missing())
                    .isEqualTo(warehouse.cameIn(sku) - warehouse.out(sku)));
        }
    }

    @Property
    void everyChangeOfAnArticleIsItsNextVersion(@ForAll("histories") List<News> history) {
        Warehouse warehouse = new Warehouse(SKUS);
        for (News news : history) {
            List<StockItem> before = SKUS.stream().map(warehouse::item).toList();
            news.tell(warehouse);

            before.forEach(item -> {
                StockItem after = warehouse.item(item.sku());
                boolean changed = after.onHand() != item.onHand()
                        || after.reserved() != item.reserved()
                        || after.missing() != item.missing();
                assertThat(after.version()).isEqualTo(item.version() + (changed ? 1 : 0));
            });
        }
    }

    @Property
    void hearingTheSameTwiceInARowChangesNothing(@ForAll("histories") List<News> history) {
        Warehouse warehouse = new Warehouse(SKUS);
        for (News news : history) {
            news.tell(warehouse);
            Warehouse once = warehouse.copy();
            news.tell(warehouse);

            assertThat(warehouse).isEqualTo(once);
        }
    }

    @Property
    void anOrderGetsAllItsLinesOrNone(@ForAll("histories") List<News> history) {
        Warehouse warehouse = new Warehouse(SKUS);
        for (News news : history) {
            Warehouse before = warehouse.copy();
            news.tell(warehouse);

            if (news instanceof News.Placed placed && before.reservation(placed.orderId()) == null) {
                boolean granted = warehouse.reservation(placed.orderId()).state() == Reservation.State.RESERVED;
                SKUS.forEach(sku -> assertThat(warehouse.item(sku).reserved()
                                - before.item(sku).reserved())
                        .isEqualTo(granted ? placed.quantity(sku) : 0));
            }
        }
    }

    @Provide
    Arbitrary<List<News>> histories() {
        Arbitrary<String> order = Arbitraries.of(ORDERS);
        Arbitrary<String> sku = Arbitraries.of(SKUS);
        Arbitrary<Line> line =
                Combinators.combine(sku, Arbitraries.integers().between(1, 8)).as(Line::new);
        Arbitrary<News> placed = Combinators.combine(
                        order, line.list().ofMinSize(1).ofMaxSize(4))
                .as(News.Placed::new);
        Arbitrary<News> ended = order.map(News.Ended::new);
        Arbitrary<News> dispatched = order.map(News.Dispatched::new);
        Arbitrary<News> returned = order.map(News.Returned::new);
        Arbitrary<News> restocked =
                Combinators.combine(sku, Arbitraries.longs().between(0, 20)).as(News.Restocked::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(4, placed),
                        Tuple.of(2, ended),
                        Tuple.of(3, dispatched),
                        Tuple.of(2, returned),
                        Tuple.of(3, restocked))
                .list()
                .ofMaxSize(30);
    }
}
