package org.ordertracking.logistics.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ordertracking.logistics.application.DeliveryChanged;

/**
 * Tells followers to look at their delivery again: at a steady pace, for vehicles move, and at once when this instance has
 * changed it. A signal carries nothing, so a follower that is slow keeps one and not a queue of them.
 */
@ApplicationScoped
class DeliverySignals {

    /** There is something to look at, perhaps. */
    enum Signal {
        LOOK
    }

    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
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
                .with(tick -> listeners.values().forEach(all -> all.forEach(Listener::look)));
    }

    void stop(@Observes ShutdownEvent stopped) {
        ticks.cancel();
    }

    /**
     * Signals for one order's delivery, the first at once.
     *
     * @param whenChanged called before a signal that says that the delivery, and not only a vehicle, may be another
     */
    Multi<Signal> of(String orderId, Runnable whenChanged) {
        return Multi.createFrom()
                .<Signal>emitter(
                        emitter -> add(orderId, new Listener(emitter, whenChanged)), BackPressureStrategy.LATEST);
    }

    private void add(String orderId, Listener listener) {
        listeners.compute(orderId, (id, others) -> {
            Set<Listener> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(listener);
            return all;
        });
        listener.emitter.onTermination(() -> remove(orderId, listener));
        listener.look();
    }

    private void remove(String orderId, Listener listener) {
        listeners.computeIfPresent(orderId, (id, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveryChanged change) {
        listeners.getOrDefault(change.orderId(), Set.of()).forEach(listener -> {
            listener.whenChanged.run();
            listener.look();
        });
    }

    private record Listener(MultiEmitter<? super Signal> emitter, Runnable whenChanged) {

        void look() {
            emitter.emit(Signal.LOOK);
        }
    }
}
