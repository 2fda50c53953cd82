package org.ordertracking.logistics.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.ordertracking.http.stream.Signals;
import org.ordertracking.logistics.application.DeliveryChanged;

/**
 * Tells followers to look at their delivery again: at a steady pace, for vehicles move, and at once when this instance has
 * changed it.
 */
@ApplicationScoped
class DeliverySignals {

    private final Signals signals = new Signals();
    private final StreamConfig config;
    private Cancellable ticks = () -> {};

    DeliverySignals(StreamConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        ticks = Multi.createFrom()
                .ticks()
                .every(config.positionEvery())
                .onOverflow()
                .drop()
                .subscribe()
                .with(tick -> signals.lookAgain());
    }

    void stop(@Observes ShutdownEvent stopped) {
        ticks.cancel();
    }

    /**
     * Signals for one order's delivery, the first at once.
     *
     * @param whenChanged called before a signal that says that the delivery, and not only a vehicle, may be another
     */
    Multi<Signals.Signal> of(String orderId, Runnable whenChanged) {
        return signals.of(orderId, whenChanged);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveryChanged change) {
        signals.changed(change.orderId());
    }
}
