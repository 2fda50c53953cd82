package org.ordertracking.warehouse.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.ordertracking.warehouse.domain.Settlement.Effect;

/**
 * What the warehouse keeps back for one order: all lines or none. Immutable: each transition gives the reservation after
 * it, together with the stock that it changed.
 *
 * <pre>
 *   request() --> REQUESTED --allocate()--> RESERVED --end()--> RELEASED
 *                     |                         |                  |
 *                     |                         +----leave()----> DISPATCHED --comeBack()--> RETURNED
 *                     |                                            ^
 *                     +-------allocate()--> REJECTED               |
 *   withdraw() --> RELEASED (without lines) ------leave()----------+
 * </pre>
 *
 * <p>REQUESTED lasts only as long as the decision. An order that ended before it was heard of is RELEASED without lines, so
 * that its OrderCleared, when it comes, finds the order settled. RELEASED to DISPATCHED is the race that a cancellation
 * loses: the parcel had already left. It comes back, for a cancelled order's parcel is called back.
 *
 * <p>A parcel that comes back before it was heard to have left (its {@code ParcelDispatched} lay among the dead letters,
 * say) settles the reservation as RETURNED as well: in the end it is where it was, and hearing of its departure later must
 * not take it away again. Everything else that is heard changes nothing ({@link Effect#IGNORED}).
 *
 * @param lines as ordered; an article may stand in several lines
 */
public record Reservation(String orderId, State state, List<Line> lines) {

    /** Where a reservation stands; see {@link Reservation}. */
    public enum State {
        REQUESTED,
        RESERVED,
        REJECTED,
        RELEASED,
        DISPATCHED,
        RETURNED
    }

    public Reservation {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(state, "state");
        lines = List.copyOf(lines);
    }

    /** An order asks for goods. */
    public static Reservation request(String orderId, List<Line> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("order " + orderId + " asks for nothing");
        }
        return new Reservation(orderId, State.REQUESTED, lines);
    }

    /** An order that ended before it asked for goods. */
    public static Reservation withdraw(String orderId) {
        return new Reservation(orderId, State.RELEASED, List.of());
    }

    /** Pieces per article over all lines, in the order of the SKUs. */
    public SortedMap<String, Long> quantities() {
        SortedMap<String, Long> quantities = new TreeMap<>();
        lines.forEach(line -> quantities.merge(line.sku(), (long) line.quantity(), Math::addExact));
        return quantities;
    }

    /**
     * Decides whether a requested order gets its goods.
     *
     * @param shelf the stock of the articles that the warehouse keeps, by SKU
     * @throws IllegalStateException if it was decided before
     */
    public Allocation allocate(Map<String, StockItem> shelf) {
        if (state != State.REQUESTED) {
            throw new IllegalStateException("order " + orderId + " was decided before, it is " + state);
        }
        List<Shortfall> shortfalls = shortfalls(shelf);
        if (!shortfalls.isEmpty()) {
            return new Allocation.Refused(in(State.REJECTED), shortfalls);
        }
        return new Allocation.Granted(in(State.RESERVED), changed(shelf, StockItem::reserve));
    }

    /**
     * The order has ended, whoever ended it: what is reserved for it is free again.
     *
     * @param shelf the stock of this reservation's articles, by SKU
     */
    public Settlement end(Map<String, StockItem> shelf) {
        return switch (state) {
            case RESERVED -> Settlement.of(Effect.RELEASED, in(State.RELEASED), changed(shelf, StockItem::release));
            case REJECTED -> Settlement.unchanged(Effect.NOTHING_HELD, this);
            case REQUESTED, RELEASED, DISPATCHED, RETURNED -> Settlement.unchanged(Effect.IGNORED, this);
        };
    }

    /**
     * The parcel has left the warehouse.
     *
     * @param shelf the stock of this reservation's articles, by SKU
     */
    public Settlement leave(Map<String, StockItem> shelf) {
        return switch (state) {
            case RESERVED ->
                Settlement.of(Effect.DISPATCHED, in(State.DISPATCHED), changed(shelf, StockItem::dispatch));
            case RELEASED -> writtenOff(shelf);
            case REQUESTED, REJECTED, DISPATCHED, RETURNED -> Settlement.unchanged(Effect.IGNORED, this);
        };
    }

    /**
     * The parcel is in the warehouse again.
     *
     * @param shelf the stock of this reservation's articles, by SKU
     */
    public Settlement comeBack(Map<String, StockItem> shelf) {
        if (lines.isEmpty()) {
            return Settlement.unchanged(Effect.IGNORED, this);
        }
        return switch (state) {
            case DISPATCHED -> Settlement.of(Effect.RETURNED, in(State.RETURNED), changed(shelf, StockItem::receive));
            // Heard of before the departure: a parcel comes back only for an order that is cancelled.
            case RESERVED -> Settlement.of(Effect.RETURNED, in(State.RETURNED), changed(shelf, StockItem::release));
            case RELEASED -> Settlement.of(Effect.RETURNED, in(State.RETURNED), List.of());
            case REQUESTED, REJECTED, RETURNED -> Settlement.unchanged(Effect.IGNORED, this);
        };
    }

    /** Lines are served in their order, so that a second line of an article sees what the first one left. */
    private List<Shortfall> shortfalls(Map<String, StockItem> shelf) {
        Map<String, Long> left = new TreeMap<>();
        shelf.values().forEach(item -> left.put(item.sku(), item.available()));
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Line line : lines) {
            long available = left.getOrDefault(line.sku(), 0L);
            if (available < line.quantity()) {
                shortfalls.add(new Shortfall(line.sku(), line.quantity(), available, left.containsKey(line.sku())));
            } else {
                left.put(line.sku(), available - line.quantity());
            }
        }
        return shortfalls;
    }

    private Settlement writtenOff(Map<String, StockItem> shelf) {
        List<StockItem> items = changed(shelf, StockItem::writeOff);
        SortedMap<String, Long> missing = new TreeMap<>();
        items.forEach(item -> {
            long promisedToOthers = item.missing() - shelf.get(item.sku()).missing();
            if (promisedToOthers > 0) {
                missing.put(item.sku(), promisedToOthers);
            }
        });
        return new Settlement(Effect.WRITTEN_OFF, in(State.DISPATCHED), items, missing);
    }

    private List<StockItem> changed(Map<String, StockItem> shelf, BiFunction<StockItem, Long, StockItem> change) {
        List<StockItem> items = new ArrayList<>();
        quantities().forEach((sku, quantity) -> items.add(change.apply(shelf.get(sku), quantity)));
        return items;
    }

    private Reservation in(State reached) {
        return new Reservation(orderId, reached, lines);
    }
}
