package org.ordertracking.warehouse.domain;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a reservation when its order ended, or its parcel left or came back.
 *
 * @param reservation the reservation afterwards
 * @param items the changed stock, one entry per article, in the order of the SKUs; empty if no stock changed
 * @param missing pieces per article that left although other orders were promised them; empty but for {@link
 *     Effect#WRITTEN_OFF}
 */
public record Settlement(
        Effect effect, Reservation reservation, List<StockItem> items, SortedMap<String, Long> missing) {

    /** What the news did. */
    public enum Effect {
        /** The goods are free again. */
        RELEASED,
        /** The goods have left. */
        DISPATCHED,
        /** The goods have left although the order had ended. */
        WRITTEN_OFF,
        /** The goods are in the warehouse again, and free. */
        RETURNED,
        /** Nothing was held, as it should be. */
        NOTHING_HELD,
        /** Repeated, or too late. */
        IGNORED
    }

    public Settlement {
        items = List.copyOf(items);
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }

    static Settlement of(Effect effect, Reservation reservation, List<StockItem> items) {
        return new Settlement(effect, reservation, items, new TreeMap<>());
    }

    static Settlement unchanged(Effect effect, Reservation reservation) {
        return of(effect, reservation, List.of());
    }

    /** Whether the reservation is in another state now. */
    public boolean changesState() {
        return effect != Effect.NOTHING_HELD && effect != Effect.IGNORED;
    }
}
