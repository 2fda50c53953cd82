package org.ordertracking.order.stream;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ordertracking.order.application.OrderChanged;

/**
 * Tells followers to look at their order again: when this instance has changed it, and every now and then, because another
 * instance may have. A signal carries nothing, so a follower that is slow keeps one and not a queue of them.
 */
@ApplicationScoped
class OrderSignals {

    /** There is something to look at, perhaps. */
    enum Signal {
        LOOK
    }

    private final Map<String, Set<MultiEmitter<? super Signal>>> followers = new ConcurrentHashMap<>();

    /** Signals for one order, the first at once. */
    Multi<Signal> of(String orderId) {
        return Multi.createFrom().<Signal>emitter(emitter -> add(orderId, emitter), BackPressureStrategy.LATEST);
    }

    private void add(String orderId, MultiEmitter<? super Signal> emitter) {
        followers.compute(orderId, (id, emitters) -> {
            Set<MultiEmitter<? super Signal>> all = emitters == null ? ConcurrentHashMap.newKeySet() : emitters;
            all.add(emitter);
            return all;
        });
        emitter.onTermination(() -> remove(orderId, emitter));
        emitter.emit(Signal.LOOK);
    }

    private void remove(String orderId, MultiEmitter<? super Signal> emitter) {
        followers.computeIfPresent(orderId, (id, emitters) -> {
            emitters.remove(emitter);
            return emitters.isEmpty() ? null : emitters;
        });
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderChanged change) {
        signal(followers.getOrDefault(change.orderId(), Set.of()));
    }

    @Scheduled(every = "${order-stream.look-again-every:2s}")
    void lookAgain() {
        followers.values().forEach(OrderSignals::signal);
    }

    private static void signal(Set<MultiEmitter<? super Signal>> emitters) {
        emitters.forEach(emitter -> emitter.emit(Signal.LOOK));
    }
}
