package org.ordertracking.warehouse.domain;

import java.util.List;

/** Whether an order gets its goods: all lines or none. */
public sealed interface Allocation {

    /** The order's reservation after the decision. */
    Reservation reservation();

    /**
     * Every line is kept back.
     *
     * @param items the changed stock, one entry per article, in the order of the SKUs
     */
    record Granted(Reservation reservation, List<StockItem> items) implements Allocation {

        public Granted {
            items = List.copyOf(items);
        }
    }

    /**
     * Nothing is kept back.
     *
     * @param shortfalls every line that cannot be supplied, at least one
     */
    record Refused(Reservation reservation, List<Shortfall> shortfalls) implements Allocation {

        public Refused {
            shortfalls = List.copyOf(shortfalls);
        }

        /** Whether an article is missing that the warehouse does not keep at all. */
        public boolean namesUnknownArticle() {
            return shortfalls.stream().anyMatch(shortfall -> !shortfall.known());
        }
    }
}
