package org.ordertracking.warehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockItemTest {

    private final StockItem mugs = new StockItem("MUG", 10, 4, 7);

    @Test
    void availableIsWhatIsNotReserved() {
        assertThat(mugs.available()).isEqualTo(6);
    }

    @Test
    void reservingKeepsPiecesBackAndLeavesThemOnTheShelf() {
        assertThat(mugs.reserve(6)).isEqualTo(new StockItem("MUG", 10, 10, 8));
    }

    @Test
    void moreThanIsAvailableCannotBeReserved() {
        assertThatThrownBy(() -> mugs.reserve(7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot reserve 7 of MUG, only 6 are available");
    }

    @Test
    void releasingFreesReservedPieces() {
        assertThat(mugs.release(4)).isEqualTo(new StockItem("MUG", 10, 0, 8));
    }

    @Test
    void moreThanIsReservedCannotBeReleased() {
        assertThatThrownBy(() -> mugs.release(5)).hasMessage("only 4 of MUG are reserved, not 5");
    }

    @Test
    void dispatchingTakesReservedPiecesOffTheShelf() {
        assertThat(mugs.dispatch(3)).isEqualTo(new StockItem("MUG", 7, 1, 8));
    }

    @Test
    void moreThanIsReservedCannotBeDispatched() {
        assertThatThrownBy(() -> mugs.dispatch(5)).hasMessage("only 4 of MUG are reserved, not 5");
    }

    @Test
    void writingOffTakesUnreservedPiecesOffTheShelf() {
        assertThat(mugs.writeOff(5)).isEqualTo(new StockItem("MUG", 5, 4, 8));
    }

    @Test
    void whatIsPromisedIsNotWrittenOffButMissing() {
        assertThat(mugs.writeOff(8)).isEqualTo(new StockItem("MUG", 4, 4, 2, 8));
    }

    @Test
    void whatBecomesFreeMakesUpForWhatIsMissingBeforeItCanBeSold() {
        StockItem twoMissing = new StockItem("MUG", 4, 4, 2, 8);

        assertThat(twoMissing.release(3)).isEqualTo(new StockItem("MUG", 2, 1, 0, 9));
        assertThat(twoMissing.receive(1)).isEqualTo(new StockItem("MUG", 4, 4, 1, 9));
        assertThat(twoMissing.receive(3)).isEqualTo(new StockItem("MUG", 5, 4, 0, 9));
        assertThat(twoMissing.dispatch(3)).isEqualTo(new StockItem("MUG", 1, 1, 2, 9));
    }

    @Test
    void afterAStocktakingNothingIsMissing() {
        assertThat(new StockItem("MUG", 4, 4, 2, 8).restock(4)).isEqualTo(new StockItem("MUG", 4, 4, 0, 9));
    }

    @Test
    void receivingPutsPiecesOnTheShelf() {
        assertThat(mugs.receive(3)).isEqualTo(new StockItem("MUG", 13, 4, 8));
    }

    @Test
    void restockingSetsTheCount() {
        assertThat(mugs.restock(4)).isEqualTo(new StockItem("MUG", 4, 4, 8));
    }

    @Test
    void restockingToTheSameCountChangesNothing() {
        assertThat(mugs.restock(10)).isSameAs(mugs);
    }

    @Test
    void theFirstCountOfANewArticleIsAChangeEvenIfItIsZero() {
        assertThat(StockItem.unstocked("CAP").restock(0)).isEqualTo(new StockItem("CAP", 0, 0, 1));
    }

    @Test
    void restockingBelowWhatIsReservedIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> mugs.restock(3))
                .isInstanceOf(BelowReservedException.class)
                .hasMessage("onHand of MUG cannot be set to 3: 4 pieces are reserved for orders");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, StockItem.MAX_ON_HAND + 1})
    void countsBeyondTheLimitsAreRefused(long onHand) {
        assertThatThrownBy(() -> mugs.restock(onHand)).hasMessageContaining("between 0 and 1000000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void everyChangeIsOfAtLeastOnePiece(long quantity) {
        assertThatThrownBy(() -> mugs.reserve(quantity)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mugs.release(quantity)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mugs.dispatch(quantity)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mugs.writeOff(quantity)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mugs.receive(quantity)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anArticleIsAnnouncedOnceAsVersionOne() {
        StockItem announced = new StockItem("MUG", 10, 0, 0).announce();

        assertThat(announced).isEqualTo(new StockItem("MUG", 10, 0, 1));
        assertThatThrownBy(announced::announce).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 0, 1",
        "-1, 0, 0, 1",
        "1, -1, 0, 1",
        "1, 1, 0, -1",
        "1000000001, 0, 0, 1",
        "1, 1, -1, 1",
        "2, 1, 1, 1"
    })
    void impossibleStockDoesNotExist(long onHand, long reserved, long missing, long version) {
        assertThatThrownBy(() -> new StockItem("MUG", onHand, reserved, missing, version))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
