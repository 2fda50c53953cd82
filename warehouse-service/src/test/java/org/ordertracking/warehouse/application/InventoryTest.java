package org.ordertracking.warehouse.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.warehouse.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.warehouse.EventLog;
import org.ordertracking.warehouse.domain.Line;
import org.ordertracking.warehouse.domain.StockItem;

@QuarkusTest
class InventoryTest {

    private final String mug = unique("MUG");

    @Inject
    Inventory inventory;

    @Inject
    StockReservations reservations;

    @Inject
    EventLog log;

    @Test
    void theOpeningStockIsAnnouncedOnce() {
        assertThat(log.await(StockLevelChanged.class, "POSTER-LOG"))
                .returns(0L, StockLevelChanged::onHand)
                .returns(1L, StockLevelChanged::version);
        assertThat(log.await(StockLevelChanged.class, "HEADPHONES-ANC"))
                .returns(5L, StockLevelChanged::onHand)
                .returns(1L, StockLevelChanged::version);

        assertThat(inventory.announceOpeningStock()).isZero();
    }

    @Test
    void settingACountIsAnnounced() {
        inventory.restock(mug, 7, OptionalLong.empty());

        assertThat(log.await(StockLevelChanged.class, mug))
                .returns(7L, StockLevelChanged::onHand)
                .returns(0L, StockLevelChanged::reserved)
                .returns(1L, StockLevelChanged::version);
    }

    @Test
    void settingTheCountThatIsThereIsNoChange() {
        inventory.restock(mug, 7, OptionalLong.empty());

        assertThat(inventory.restock(mug, 7, OptionalLong.empty()).item()).isEqualTo(new StockItem(mug, 7, 0, 1));
    }

    @Test
    void aRefusedAdditionLeavesNothingBehind() {
        assertThatThrownBy(() -> inventory.restock(mug, 7, OptionalLong.of(3)))
                .isInstanceOf(VersionMismatchException.class);

        assertThat(inventory.find(mug)).isEmpty();
    }

    @Test
    void aParcelOfAnOrderNeverHeardOfIsLeftToTheDeadLetters() {
        assertThatThrownBy(() -> reservations.dispatch(unique("order")))
                .isInstanceOf(UnknownReservationException.class)
                .hasMessageContaining("Replay this event once the order's OrderCleared was handled");
    }

    @Test
    void whatLeavesAfterItWasPromisedToAnotherOrderIsNotTakenFromIt() {
        String first = unique("order");
        String second = unique("order");
        inventory.restock(mug, 2, OptionalLong.empty());
        reservations.reserve(first, List.of(new Line(mug, 2)));
        reservations.release(first);
        reservations.reserve(second, List.of(new Line(mug, 2)));

        reservations.dispatch(first);

        assertThat(inventory.find(mug)).contains(new StockItem(mug, 2, 2, 2, 5));
    }
}
