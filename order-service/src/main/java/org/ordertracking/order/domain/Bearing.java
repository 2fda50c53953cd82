package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Optional;
import org.ordertracking.events.RejectionReason;

/** What an event asks of the order that it is about. */
public enum Bearing {
    /** Nothing: it tells of a change made before, or of none. */
    NONE,
    CLEAR,
    SUSPECT,
    CONFIRM,
    REJECT,
    SCHEDULE,
    DISPATCH,
    DELIVER,
    RECALL,
    TAKE_BACK;

    /** An order wants to know why; what comes of it does not depend on the words. */
    private static final String SOME_REASON = "as the log says";

    /** What comes of it; only the effect and the state are worth looking at. Empty when nothing is asked. */
    Optional<Transition> on(Order order, Instant at) {
        String parcel = order.delivery().map(Delivery::trackingNumber).orElse("");
        return Optional.ofNullable(
                switch (this) {
                    case NONE -> null;
                    case CLEAR -> order.clear(at);
                    case SUSPECT -> order.suspect(SOME_REASON, at);
                    case CONFIRM -> order.confirm(at);
                    case REJECT -> order.reject(RejectionReason.OUT_OF_STOCK, SOME_REASON, at);
                    case SCHEDULE -> order.schedule(Delivery.ofParcel(parcel), at);
                    case DISPATCH -> order.dispatch(parcel, at);
                    case DELIVER -> order.deliver(parcel, at);
                    case RECALL -> order.recall(parcel, at);
                    case TAKE_BACK -> order.takeBack(parcel, at);
                });
    }
}
