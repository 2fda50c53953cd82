package org.ordertracking.warehouse.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.warehouse.Orders.cancelled;
import static org.ordertracking.warehouse.Orders.cleared;
import static org.ordertracking.warehouse.Orders.dispatched;
import static org.ordertracking.warehouse.Orders.line;
import static org.ordertracking.warehouse.Orders.placed;
import static org.ordertracking.warehouse.Orders.returned;
import static org.ordertracking.warehouse.Orders.suspected;
import static org.ordertracking.warehouse.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.events.Shortage;
import org.ordertracking.events.StockEvent;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReleased;
import org.ordertracking.events.StockReserved;
import org.ordertracking.events.StockReturned;
import org.ordertracking.warehouse.EventLog;
import org.ordertracking.warehouse.application.Inventory;
import org.ordertracking.warehouse.domain.StockItem;

@QuarkusTest
class OrderFlowTest {

    private final String orderId = unique("order");
    private final String mug = unique("MUG");
    private final String cap = unique("CAP");

    @Inject
    EventLog log;

    @Inject
    Inventory inventory;

    @BeforeEach
    void stockTenOfEach() {
        inventory.restock(mug, 10, OptionalLong.empty());
        inventory.restock(cap, 10, OptionalLong.empty());
    }

    @Test
    void aClearedOrderIsReserved() {
        log.say(cleared(orderId, line(mug, 2), line(cap, 1)));

        StockReserved reserved = log.await(StockReserved.class, orderId);
        assertThat(reserved.lines()).containsExactly(new StockLine(mug, 2), new StockLine(cap, 1));
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 2, 2));
        assertThat(stock(cap)).isEqualTo(new StockItem(cap, 10, 1, 2));
    }

    @Test
    void nothingIsReservedForAnOrderThatIsOnlyPlaced() {
        log.say(placed(orderId, line(mug, 2)));
        allOrdersAreHeard();

        assertThat(log.heard(StockEvent.class, orderId)).isEmpty();
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 0, 1));
    }

    @Test
    void everyChangeOfAnArticleIsAnnouncedInTheOrderOfItsVersions() {
        log.say(cleared(orderId, line(mug, 2)));
        log.say(cancelled(orderId));

        List<StockLevelChanged> levels = log.await(StockLevelChanged.class, mug, 3);
        assertThat(levels).extracting(StockLevelChanged::version).containsExactly(1L, 2L, 3L);
        assertThat(levels).extracting(StockLevelChanged::available).containsExactly(10L, 8L, 10L);
    }

    @Test
    void anOrderBeyondTheStockIsRejectedAndEveryShortageNamed() {
        log.say(cleared(orderId, line(mug, 11), line(cap, 1)));

        StockRejected rejected = log.await(StockRejected.class, orderId);
        assertThat(rejected.reason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
        assertThat(rejected.shortages()).containsExactly(new Shortage(mug, 11, 10));
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 0, 1));
        assertThat(stock(cap)).isEqualTo(new StockItem(cap, 10, 0, 1));
    }

    @Test
    void anOrderOfAnUnknownArticleIsRejected() {
        log.say(cleared(orderId, line(mug, 1), line("NO-SUCH", 3)));

        StockRejected rejected = log.await(StockRejected.class, orderId);
        assertThat(rejected.reason()).isEqualTo(RejectionReason.UNKNOWN_PRODUCT);
        assertThat(rejected.shortages()).containsExactly(new Shortage("NO-SUCH", 3, 0));
    }

    @Test
    void aCancelledOrderGivesItsGoodsBack() {
        log.say(cleared(orderId, line(mug, 2)));
        log.say(cancelled(orderId));

        StockReleased released = log.await(StockReleased.class, orderId);
        assertThat(released.lines()).containsExactly(new StockLine(mug, 2));
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 0, 3));
    }

    @Test
    void anOrderRejectedForAnotherReasonGivesItsGoodsBack() {
        log.say(cleared(orderId, line(mug, 2)));
        log.say(suspected(orderId));

        log.await(StockReleased.class, orderId);
        assertThat(stock(mug).reserved()).isZero();
    }

    @Test
    void nothingIsReservedForAnOrderThatWasCancelledBeforeItWasHeardOf() {
        log.say(cancelled(orderId));
        log.say(cleared(orderId, line(mug, 2)));
        allOrdersAreHeard();

        assertThat(log.heard(StockEvent.class, orderId)).isEmpty();
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 0, 1));
    }

    @Test
    void theSameEventTwiceReservesOnce() {
        EventEnvelope<Event> event = log.say(cleared(orderId, line(mug, 2)));
        log.say(event);
        allOrdersAreHeard();

        assertThat(log.heard(StockEvent.class, orderId)).hasSize(1);
        assertThat(stock(mug).reserved()).isEqualTo(2);
    }

    @Test
    void theSameOrderInTwoEventsReservesOnce() {
        log.say(cleared(orderId, line(mug, 2)));
        log.say(cleared(orderId, line(mug, 2)));
        allOrdersAreHeard();

        assertThat(log.heard(StockEvent.class, orderId)).hasSize(1);
        assertThat(stock(mug).reserved()).isEqualTo(2);
    }

    @Test
    void theGoodsOfADispatchedOrderLeave() {
        log.say(cleared(orderId, line(mug, 2)));
        log.await(StockReserved.class, orderId);
        log.say(dispatched(orderId));

        log.await(StockLevelChanged.class, mug, 3);
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 8, 0, 3));
    }

    @Test
    void aCancellationAfterTheDispatchBringsNothingBack() {
        log.say(cleared(orderId, line(mug, 2)));
        log.await(StockReserved.class, orderId);
        log.say(dispatched(orderId));
        log.await(StockLevelChanged.class, mug, 3);
        log.say(cancelled(orderId));
        allOrdersAreHeard();

        assertThat(log.heard(StockReleased.class, orderId)).isEmpty();
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 8, 0, 3));
    }

    @Test
    void goodsThatLeaveAfterACancellationAreWrittenOff() {
        log.say(cleared(orderId, line(mug, 2)));
        log.say(cancelled(orderId));
        log.await(StockReleased.class, orderId);
        log.say(dispatched(orderId));

        log.await(StockLevelChanged.class, mug, 4);
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 8, 0, 4));
    }

    @Test
    void theGoodsOfAParcelThatWasCalledBackAreOnTheShelfAgain() {
        log.say(cleared(orderId, line(mug, 2), line(cap, 1)));
        log.await(StockReserved.class, orderId);
        log.say(dispatched(orderId));
        log.say(returned(orderId));

        StockReturned returned = log.await(StockReturned.class, orderId);
        assertThat(returned.lines()).containsExactly(new StockLine(mug, 2), new StockLine(cap, 1));
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 0, 4));
        assertThat(log.await(StockLevelChanged.class, mug, 4))
                .extracting(StockLevelChanged::available)
                .containsExactly(10L, 8L, 8L, 10L);
    }

    @Test
    void aCancellationThatIsHeardOfAfterTheReturnChangesNothing() {
        log.say(cleared(orderId, line(mug, 2)));
        log.await(StockReserved.class, orderId);
        log.say(dispatched(orderId));
        log.say(returned(orderId));
        log.await(StockReturned.class, orderId);
        log.say(cancelled(orderId));
        allOrdersAreHeard();

        assertThat(log.heard(StockReleased.class, orderId)).isEmpty();
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 0, 4));
    }

    @Test
    void whatLeftWhileItWasPromisedToAnotherIsMissingUntilItIsBack() {
        String other = unique("order");
        log.say(cleared(orderId, line(mug, 10)));
        log.say(cancelled(orderId));
        log.await(StockReleased.class, orderId);
        log.say(cleared(other, line(mug, 10)));
        log.await(StockReserved.class, other);

        log.say(dispatched(orderId));
        log.await(StockLevelChanged.class, mug, 5);
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 10, 10, 5));

        log.say(returned(orderId));
        log.await(StockReturned.class, orderId);
        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 10, 10, 0, 6));
    }

    @Test
    void aWholeStoryToldThreeTimesEndsAsIfToldOnce() {
        EventEnvelope<Event> cleared = log.say(cleared(orderId, line(mug, 2)));
        log.await(StockReserved.class, orderId);
        EventEnvelope<Event> dispatched = log.say(dispatched(orderId));
        log.await(StockLevelChanged.class, mug, 3);
        for (int again = 0; again < 2; again++) {
            log.say(cleared);
            log.say(cleared(orderId, line(mug, 2)));
            log.say(dispatched);
            log.say(dispatched(orderId));
            allOrdersAreHeard();
            allParcelsAreHeard();
        }

        assertThat(stock(mug)).isEqualTo(new StockItem(mug, 8, 0, 3));
        assertThat(log.heard(StockEvent.class, orderId)).hasSize(1);
        assertThat(log.heard(StockLevelChanged.class, mug))
                .extracting(StockLevelChanged::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 3).boxed().toList());
    }

    /** Events of a topic are heard in their order: once the service has answered a later order, it has heard the ones before. */
    private void allOrdersAreHeard() {
        String later = unique("later");
        log.say(cleared(later, line(cap, 1)));
        log.await(StockEvent.class, later);
    }

    /** The same for parcels. */
    private void allParcelsAreHeard() {
        String later = unique("later");
        int levels = log.heard(StockLevelChanged.class, cap).size();
        log.say(cleared(later, line(cap, 1)));
        log.await(StockReserved.class, later);
        log.say(dispatched(later));
        log.await(StockLevelChanged.class, cap, levels + 2);
    }

    private StockItem stock(String sku) {
        return inventory.find(sku).orElseThrow();
    }
}
