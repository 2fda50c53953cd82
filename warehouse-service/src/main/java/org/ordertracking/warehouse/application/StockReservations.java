package org.ordertracking.warehouse.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.events.Shortage;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReleased;
import org.ordertracking.events.StockReserved;
import org.ordertracking.events.StockReturned;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.warehouse.application.ReservationMetrics.Step;
import org.ordertracking.warehouse.domain.Allocation;
import org.ordertracking.warehouse.domain.Line;
import org.ordertracking.warehouse.domain.Reservation;
import org.ordertracking.warehouse.domain.Settlement;
import org.ordertracking.warehouse.domain.Settlement.Effect;
import org.ordertracking.warehouse.domain.StockItem;
import org.ordertracking.warehouse.storage.Reservations;
import org.ordertracking.warehouse.storage.StockItems;

/**
 * Keeps goods back for orders, gives them back, lets them go and takes them back. Each method may be called again, late or in the wrong
 * order: what does not fit the reservation's state changes nothing and is counted.
 *
 * <p>Locks are always taken in this order: the reservation, then its articles by SKU.
 */
@ApplicationScoped
public class StockReservations {

    private static final Logger LOG = Logger.getLogger(StockReservations.class);

    private final Reservations reservations;
    private final StockItems items;
    private final StockLedger ledger;
    private final Outbox outbox;
    private final InstantSource clock;
    private final ReservationMetrics metrics;

    StockReservations(
            Reservations reservations,
            StockItems items,
            StockLedger ledger,
            Outbox outbox,
            InstantSource clock,
            ReservationMetrics metrics) {
        this.reservations = reservations;
        this.items = items;
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Reserves all lines of an order or none, and says which. */
    @Transactional
    public void reserve(String orderId, List<Line> lines) {
        Optional<Reservation> settled = reservations.lock(orderId);
        if (settled.isPresent()) {
            ignore(Step.RESERVE, settled.get());
            return;
        }
        Reservation request = Reservation.request(orderId, lines);
        Allocation allocation = request.allocate(shelf(request));
        Instant now = clock.instant();
        reservations.insert(allocation.reservation(), now);
        if (allocation instanceof Allocation.Granted granted) {
            granted.items().forEach(item -> ledger.record(item, now));
            outbox.publish(new StockReserved(orderId, stockLines(lines), now));
        } else if (allocation instanceof Allocation.Refused refused) {
            outbox.publish(new StockRejected(orderId, reason(refused), shortages(refused), now));
            metrics.rejected(reason(refused));
        }
        count(allocation.reservation());
    }

    /** Releases what an order had reserved. If the order was not heard of yet, nothing will be reserved for it. */
    @Transactional
    public void release(String orderId) {
        Optional<Reservation> known = reservations.lock(orderId);
        Instant now = clock.instant();
        if (known.isEmpty()) {
            Reservation withdrawn = Reservation.withdraw(orderId);
            reservations.insert(withdrawn, now);
            count(withdrawn);
            return;
        }
        Settlement settlement = known.get().end(shelf(known.get()));
        settle(settlement, Step.RELEASE, now);
        if (settlement.effect() == Effect.RELEASED) {
            outbox.publish(new StockReleased(orderId, stockLines(known.get().lines()), now));
        }
    }

    /**
     * Lets the goods of an order go.
     *
     * @throws UnknownReservationException if the order was never heard of
     */
    @Transactional
    public void dispatch(String orderId) {
        Reservation known = reservations.lock(orderId).orElseThrow(() -> new UnknownReservationException(orderId));
        Settlement settlement = known.leave(shelf(known));
        settle(settlement, Step.DISPATCH, clock.instant());
        if (settlement.effect() == Effect.WRITTEN_OFF) {
            LOG.infof(
                    "Order %s was dispatched after its cancellation; the stock of %d articles is written off",
                    orderId, settlement.items().size());
            settlement
                    .missing()
                    .forEach((sku, pieces) -> LOG.warnf(
                            "Order %s was dispatched after its cancellation and took %d of %s that other orders were"
                                    + " promised: they are missing until the parcel is back",
                            orderId, pieces, sku));
        }
    }

    /**
     * Takes the goods of an order back, whose parcel had left and was called back.
     *
     * @throws UnknownReservationException if the order was never heard of
     */
    @Transactional
    public void takeBack(String orderId) {
        Reservation known = reservations.lock(orderId).orElseThrow(() -> new UnknownReservationException(orderId));
        Instant now = clock.instant();
        Settlement settlement = known.comeBack(shelf(known));
        settle(settlement, Step.TAKE_BACK, now);
        if (settlement.effect() == Effect.RETURNED) {
            outbox.publish(new StockReturned(orderId, stockLines(known.lines()), now));
        }
    }

    private Map<String, StockItem> shelf(Reservation reservation) {
        return items.lock(reservation.quantities().keySet());
    }

    private void settle(Settlement settlement, Step step, Instant now) {
        settlement.items().forEach(item -> ledger.record(item, now));
        if (settlement.changesState()) {
            reservations.update(settlement.reservation(), now);
            count(settlement.reservation());
        } else if (settlement.effect() == Effect.IGNORED) {
            ignore(step, settlement.reservation());
        }
    }

    private void count(Reservation reservation) {
        metrics.reached(reservation.state());
    }

    private void ignore(Step step, Reservation reservation) {
        metrics.ignored(step, reservation.state());
        LOG.debugf("%s of order %s changes nothing: %s", step, reservation.orderId(), reservation.state());
    }

    private static List<StockLine> stockLines(List<Line> lines) {
        return lines.stream()
                .map(line -> new StockLine(line.sku(), line.quantity()))
                .toList();
    }

    private static List<Shortage> shortages(Allocation.Refused refused) {
        return refused.shortfalls().stream()
                .map(shortfall -> new Shortage(shortfall.sku(), shortfall.requested(), shortfall.available()))
                .toList();
    }

    private static RejectionReason reason(Allocation.Refused refused) {
        return refused.namesUnknownArticle() ? RejectionReason.UNKNOWN_PRODUCT : RejectionReason.OUT_OF_STOCK;
    }
}
