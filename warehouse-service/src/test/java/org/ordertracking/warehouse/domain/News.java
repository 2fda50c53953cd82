package org.ordertracking.warehouse.domain;

import java.util.List;

/** What a warehouse can hear. */
sealed interface News {

    void tell(Warehouse warehouse);

    record Placed(String orderId, List<Line> lines) implements News {

        long quantity(String sku) {
            return lines.stream()
                    .filter(line -> line.sku().equals(sku))
                    .mapToLong(Line::quantity)
                    .sum();
        }

        @Override
        public void tell(Warehouse warehouse) {
            warehouse.place(orderId, lines);
        }
    }

    record Ended(String orderId) implements News {

        @Override
        public void tell(Warehouse warehouse) {
            warehouse.end(orderId);
        }
    }

    record Dispatched(String orderId) implements News {

        @Override
        public void tell(Warehouse warehouse) {
            warehouse.dispatch(orderId);
        }
    }

    record Returned(String orderId) implements News {

        @Override
        public void tell(Warehouse warehouse) {
            warehouse.takeBack(orderId);
        }
    }

    record Restocked(String sku, long onHand) implements News {

        @Override
        public void tell(Warehouse warehouse) {
            warehouse.restock(sku, onHand);
        }
    }
}
