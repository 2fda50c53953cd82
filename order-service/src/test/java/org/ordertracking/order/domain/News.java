package org.ordertracking.order.domain;

import java.time.Instant;
import org.ordertracking.events.RejectionReason;

/** All that an order can hear, for tests that try everything everywhere. */
enum News {
    CONFIRM(OrderState.CONFIRMED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.confirm(at);
        }
    },
    REJECT(OrderState.REJECTED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.reject(RejectionReason.OUT_OF_STOCK, "none left", at);
        }
    },
    SCHEDULE(OrderState.SCHEDULED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.schedule(Orders.PLAN, at);
        }
    },
    DISPATCH(OrderState.DISPATCHED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.dispatch("TRACK-1", at);
        }
    },
    DELIVER(OrderState.DELIVERED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.deliver("TRACK-1", at);
        }
    },
    CANCEL(OrderState.CANCELLED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.cancel("changed my mind", at);
        }
    },
    RECALL(OrderState.CANCELLED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.recall("TRACK-1", at);
        }
    },
    TAKE_BACK(OrderState.CANCELLED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.takeBack("TRACK-1", at);
        }
    },
    CLEAR(OrderState.PLACED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.clear(at);
        }
    },
    SUSPECT(OrderState.REJECTED) {
        @Override
        Transition tell(Order order, Instant at) {
            return order.suspect("too often", at);
        }
    };

    private final OrderState target;

    News(OrderState target) {
        this.target = target;
    }

    OrderState target() {
        return target;
    }

    abstract Transition tell(Order order, Instant at);
}
