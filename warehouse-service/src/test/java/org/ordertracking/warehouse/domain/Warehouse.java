package org.ordertracking.warehouse.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A warehouse in memory: the domain with maps where the service has tables, and books of what came in. */
final class Warehouse {

    private final Map<String, StockItem> shelf = new TreeMap<>();
    private final Map<String, Reservation> reservations = new TreeMap<>();
    private final Map<String, Long> cameIn = new TreeMap<>();

    Warehouse(List<String> skus) {
        skus.forEach(sku -> shelf.put(sku, new StockItem(sku, 0, 0, 1)));
    }

    private Warehouse() {}

    Warehouse copy() {
        Warehouse copy = new Warehouse();
        copy.shelf.putAll(shelf);
        copy.reservations.putAll(reservations);
        copy.cameIn.putAll(cameIn);
        return copy;
    }

    void place(String orderId, List<Line> lines) {
        if (reservations.containsKey(orderId)) {
            return;
        }
        Allocation allocation = Reservation.request(orderId, lines).allocate(shelf);
        reservations.put(orderId, allocation.reservation());
        if (allocation instanceof Allocation.Granted granted) {
            granted.items().forEach(item -> shelf.put(item.sku(), item));
        }
    }

    void end(String orderId) {
        Reservation known = reservations.putIfAbsent(orderId, Reservation.withdraw(orderId));
        if (known != null) {
            apply(known.end(shelf));
        }
    }

    void dispatch(String orderId) {
        Reservation known = reservations.get(orderId);
        if (known == null) {
            return;
        }
        apply(known.leave(shelf));
    }

    void takeBack(String orderId) {
        Reservation known = reservations.get(orderId);
        if (known != null) {
            apply(known.comeBack(shelf));
        }
    }

    void restock(String sku, long onHand) {
        StockItem before = item(sku);
        if (onHand < before.reserved()) {
            return;
        }
        cameIn.merge(sku, onHand - (before.onHand() - before.missing()), Long::sum);
        shelf.put(sku, before.restock(onHand));
    }

    StockItem item(String sku) {
        return shelf.get(sku);
    }

    Reservation reservation(String orderId) {
        return reservations.get(orderId);
    }

    /** Pieces that reservations hold. */
    long promised(String sku) {
        return pieces(sku, Reservation.State.RESERVED);
    }

    /** Pieces that all restockings together added. */
    long cameIn(String sku) {
        return cameIn.getOrDefault(sku, 0L);
    }

    /** Pieces that are out in parcels. */
    long out(String sku) {
        return pieces(sku, Reservation.State.DISPATCHED);
    }

    private long pieces(String sku, Reservation.State state) {
        return reservations.values().stream()
                .filter(reservation -> reservation.state() == state)
                .mapToLong(reservation -> reservation.quantities().getOrDefault(sku, 0L))
                .sum();
    }

    private void apply(Settlement settlement) {
        reservations.put(settlement.reservation().orderId(), settlement.reservation());
        settlement.items().forEach(item -> shelf.put(item.sku(), item));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Warehouse warehouse
                && shelf.equals(warehouse.shelf)
                && reservations.equals(warehouse.reservations)
                && cameIn.equals(warehouse.cameIn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shelf, reservations, cameIn);
    }

    @Override
    public String toString() {
        return shelf.values() + " " + reservations.values();
    }
}
