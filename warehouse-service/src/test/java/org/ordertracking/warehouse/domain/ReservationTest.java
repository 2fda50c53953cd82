package org.ordertracking.warehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.warehouse.domain.Reservation.State;
import org.ordertracking.warehouse.domain.Settlement.Effect;

class ReservationTest {

    private static final List<Line> LINES = List.of(new Line("MUG", 2), new Line("CAP", 1));

    @Test
    void allLinesAreReservedIfAllAreAvailable() {
        Allocation allocation = request(LINES).allocate(shelf(item("CAP", 5, 0), item("MUG", 2, 0)));

        assertThat(allocation.reservation()).isEqualTo(order(State.RESERVED, LINES));
        assertThat(((Allocation.Granted) allocation).items())
                .containsExactly(new StockItem("CAP", 5, 1, 2), new StockItem("MUG", 2, 2, 2));
    }

    @Test
    void nothingIsReservedIfOneLineIsShort() {
        Allocation allocation = request(LINES).allocate(shelf(item("CAP", 5, 0), item("MUG", 2, 1)));

        assertThat(allocation.reservation()).isEqualTo(order(State.REJECTED, LINES));
        assertThat(((Allocation.Refused) allocation).shortfalls()).containsExactly(new Shortfall("MUG", 2, 1, true));
    }

    @Test
    void everyShortLineIsNamed() {
        Allocation allocation = request(LINES).allocate(shelf(item("CAP", 0, 0), item("MUG", 1, 0)));

        assertThat(((Allocation.Refused) allocation).shortfalls())
                .containsExactly(new Shortfall("MUG", 2, 1, true), new Shortfall("CAP", 1, 0, true));
        assertThat(((Allocation.Refused) allocation).namesUnknownArticle()).isFalse();
    }

    @Test
    void anUnknownArticleIsAShortfallOfItsOwnKind() {
        Allocation allocation = request(LINES).allocate(shelf(item("MUG", 2, 0)));

        assertThat(((Allocation.Refused) allocation).shortfalls()).containsExactly(new Shortfall("CAP", 1, 0, false));
        assertThat(((Allocation.Refused) allocation).namesUnknownArticle()).isTrue();
    }

    @Test
    void twoLinesOfOneArticleShareWhatThereIs() {
        List<Line> twice = List.of(new Line("MUG", 2), new Line("MUG", 3));

        Allocation tooFew = request(twice).allocate(shelf(item("MUG", 4, 0)));
        Allocation enough = request(twice).allocate(shelf(item("MUG", 5, 0)));

        assertThat(((Allocation.Refused) tooFew).shortfalls()).containsExactly(new Shortfall("MUG", 3, 2, true));
        assertThat(((Allocation.Granted) enough).items()).containsExactly(new StockItem("MUG", 5, 5, 2));
    }

    @Test
    void anOrderWithoutLinesIsNoRequest() {
        assertThatThrownBy(() -> request(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "REQUESTED", mode = EnumSource.Mode.EXCLUDE)
    void whatIsDecidedIsNotDecidedAgain(State state) {
        assertThatThrownBy(() -> order(state, LINES).allocate(shelf())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theEndOfAnOrderReleasesItsGoods() {
        Settlement settlement = order(State.RESERVED, LINES).end(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement.effect()).isEqualTo(Effect.RELEASED);
        assertThat(settlement.reservation().state()).isEqualTo(State.RELEASED);
        assertThat(settlement.items()).containsExactly(new StockItem("CAP", 5, 0, 2), new StockItem("MUG", 2, 0, 2));
    }

    @Test
    void theEndOfARefusedOrderIsNoSurprise() {
        assertThat(order(State.REJECTED, LINES).end(shelf()).effect()).isEqualTo(Effect.NOTHING_HELD);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"REQUESTED", "RELEASED", "DISPATCHED", "RETURNED"})
    void theEndOfAnOrderThatHoldsNothingChangesNothing(State state) {
        Settlement settlement = order(state, LINES).end(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement).isEqualTo(Settlement.unchanged(Effect.IGNORED, order(state, LINES)));
    }

    @Test
    void theGoodsOfADispatchedOrderLeaveTheShelf() {
        Settlement settlement = order(State.RESERVED, LINES).leave(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement.effect()).isEqualTo(Effect.DISPATCHED);
        assertThat(settlement.reservation().state()).isEqualTo(State.DISPATCHED);
        assertThat(settlement.items()).containsExactly(new StockItem("CAP", 4, 0, 2), new StockItem("MUG", 0, 0, 2));
        assertThat(settlement.missing()).isEmpty();
    }

    @Test
    void goodsThatLeaveAfterTheirReleaseAreWrittenOff() {
        Settlement settlement = order(State.RELEASED, LINES).leave(shelf(item("CAP", 5, 2), item("MUG", 2, 0)));

        assertThat(settlement.effect()).isEqualTo(Effect.WRITTEN_OFF);
        assertThat(settlement.reservation().state()).isEqualTo(State.DISPATCHED);
        assertThat(settlement.items()).containsExactly(new StockItem("CAP", 4, 2, 2), new StockItem("MUG", 0, 0, 2));
        assertThat(settlement.missing()).isEmpty();
    }

    @Test
    void goodsThatLeaveAfterTheyWerePromisedToOthersAreMissing() {
        Settlement settlement = order(State.RELEASED, LINES).leave(shelf(item("CAP", 5, 5), item("MUG", 2, 1)));

        assertThat(settlement.items())
                .containsExactly(new StockItem("CAP", 5, 5, 1, 2), new StockItem("MUG", 1, 1, 1, 2));
        assertThat(settlement.missing()).isEqualTo(new TreeMap<>(Map.of("CAP", 1L, "MUG", 1L)));
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"REQUESTED", "REJECTED", "DISPATCHED", "RETURNED"})
    void aParcelThatCannotHaveLeftChangesNothing(State state) {
        Settlement settlement = order(state, LINES).leave(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement).isEqualTo(Settlement.unchanged(Effect.IGNORED, order(state, LINES)));
    }

    @Test
    void theGoodsOfAReturnedParcelAreOnTheShelfAgain() {
        Settlement settlement = order(State.DISPATCHED, LINES).comeBack(shelf(item("CAP", 4, 0), item("MUG", 0, 0)));

        assertThat(settlement.effect()).isEqualTo(Effect.RETURNED);
        assertThat(settlement.reservation().state()).isEqualTo(State.RETURNED);
        assertThat(settlement.items()).containsExactly(new StockItem("CAP", 5, 0, 2), new StockItem("MUG", 2, 0, 2));
    }

    @Test
    void aParcelThatIsBackBeforeItWasHeardToHaveLeftFreesWhatIsStillReserved() {
        Settlement settlement = order(State.RESERVED, LINES).comeBack(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement.effect()).isEqualTo(Effect.RETURNED);
        assertThat(settlement.items()).containsExactly(new StockItem("CAP", 5, 0, 2), new StockItem("MUG", 2, 0, 2));
    }

    @Test
    void aParcelThatIsBackBeforeItWasHeardToHaveLeftChangesNoStockThatIsFree() {
        Settlement settlement = order(State.RELEASED, LINES).comeBack(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement.effect()).isEqualTo(Effect.RETURNED);
        assertThat(settlement.items()).isEmpty();
        assertThat(settlement.reservation().leave(shelf()).effect()).isEqualTo(Effect.IGNORED);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"REQUESTED", "REJECTED", "RETURNED"})
    void aParcelThatCannotComeBackChangesNothing(State state) {
        Settlement settlement = order(state, LINES).comeBack(shelf(item("CAP", 5, 1), item("MUG", 2, 2)));

        assertThat(settlement).isEqualTo(Settlement.unchanged(Effect.IGNORED, order(state, LINES)));
    }

    @Test
    void aParcelOfAnOrderThatWasWithdrawnBringsNothing() {
        assertThat(Reservation.withdraw("order-1").comeBack(shelf()).effect()).isEqualTo(Effect.IGNORED);
    }

    @Test
    void anOrderThatWasWithdrawnHoldsNothing() {
        assertThat(Reservation.withdraw("order-1")).isEqualTo(order(State.RELEASED, List.of()));
    }

    private static Reservation request(List<Line> lines) {
        return Reservation.request("order-1", lines);
    }

    private static Reservation order(State state, List<Line> lines) {
        return new Reservation("order-1", state, lines);
    }

    private static StockItem item(String sku, long onHand, long reserved) {
        return new StockItem(sku, onHand, reserved, 1);
    }

    private static Map<String, StockItem> shelf(StockItem... items) {
        Map<String, StockItem> shelf = new TreeMap<>();
        for (StockItem item : items) {
            shelf.put(item.sku(), item);
        }
        return shelf;
    }
}
