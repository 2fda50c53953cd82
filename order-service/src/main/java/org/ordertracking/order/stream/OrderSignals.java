package org.ordertracking.order.stream;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.ordertracking.http.stream.Signals;
import org.ordertracking.order.application.OrderChanged;

/**
 * Tells followers to look at their order again: when this instance has changed it, and every now and then, because another
 * instance may have.
 */
@ApplicationScoped
class OrderSignals {

    private final Signals signals = new Signals();

    /** Signals for one order, the first at once. */
    Multi<Signals.Signal> of(String orderId) {
        return signals.of(orderId);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderChanged change) {
        signals.changed(change.orderId());
    }

    @Scheduled(every = "${order-stream.look-again-every:2s}")
    void lookAgain() {
        signals.lookAgain();
    }
}
