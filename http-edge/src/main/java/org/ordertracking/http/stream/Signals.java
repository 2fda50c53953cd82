package org.ordertracking.http.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells followers to look again at what they follow. A signal carries nothing, so a follower that is slow keeps one and not a
 * queue of them. Safe for use by many threads.
 */
public final class Signals {

    /** There is something to look at, perhaps. */
    public enum Signal {
        LOOK
    }

    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();

    /** Signals for what has this key, the first at once. */
    public Multi<Signal> of(String key) {
        return of(key, () -> {});
    }

    /**
     * Signals for what has this key, the first at once.
     *
     * @param whenChanged called before a signal that comes of {@link #changed}; must not block
     */
    public Multi<Signal> of(String key, Runnable whenChanged) {
        return Multi.createFrom()
                .<Signal>emitter(emitter -> add(key, new Listener(emitter, whenChanged)), BackPressureStrategy.LATEST);
    }

    private void add(String key, Listener listener) {
        listeners.compute(key, (any, others) -> {
            Set<Listener> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(listener);
            return all;
        });
        listener.emitter.onTermination(() -> remove(key, listener));
        listener.look();
    }

    private void remove(String key, Listener listener) {
        listeners.computeIfPresent(key, (any, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** What has this key was changed. */
    public void changed(String key) {
        listeners.getOrDefault(key, Set.of()).forEach(listener -> {
            listener.whenChanged.run();
            listener.look();
        });
    }

    /** Any of what is followed may be another by now. */
    public void lookAgain() {
        listeners.values().forEach(all -> all.forEach(Listener::look));
    }

    private record Listener(MultiEmitter<? super Signal> emitter, Runnable whenChanged) {

        void look() {
            emitter.emit(Signal.LOOK);
        }
    }
}
