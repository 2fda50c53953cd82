package org.ordertracking.broker.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The meters of one kind of quota, a bounded number of them: client ids are what clients say, and there is no end to
 * them. At the bound those that are idle are forgotten, which loses nothing, since their window has passed; if all are
 * busy, newcomers are counted together.
 *
 * @param <K> whose meter
 * @param <M> meter
 */
final class Meters<K, M extends Meter> {
    static final long IDLE_MILLIS = 60_000;

    private final int capacity;
    private final Supplier<M> newMeter;
    private final Map<K, M> meters = new ConcurrentHashMap<>();
    private final M ofNewcomers;

    Meters(int capacity, Supplier<M> newMeter) {
        this.capacity = capacity;
        this.newMeter = newMeter;
        this.ofNewcomers = newMeter.get();
    }

    M of(K owner, long nowMillis) {
        M known = meters.get(owner);
        return known != null ? known : add(owner, nowMillis);
    }

    int size() {
        return meters.size();
    }

    private synchronized M add(K owner, long nowMillis) {
        if (meters.size() >= capacity) {
            meters.values().removeIf(meter -> meter.isIdle(nowMillis, IDLE_MILLIS));
        }
        if (meters.size() >= capacity) {
            return meters.getOrDefault(owner, ofNewcomers);
        }
        return meters.computeIfAbsent(owner, absent -> {
            M meter = newMeter.get();
            meter.touch(nowMillis);
            return meter;
        });
    }
}
