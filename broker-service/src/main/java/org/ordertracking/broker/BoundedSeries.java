package org.ordertracking.broker;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Meters for things that come and go, for no more of them than a limit. What is beyond it waits for another to go.
 *
 * @param <K> what the meters are of
 */
final class BoundedSeries<K> {
    private final MeterRegistry registry;
    private final int limit;
    private final Function<K, List<Meter>> register;
    private final Map<K, List<Meter>> shown = new HashMap<>();
    private final Set<K> waiting = new LinkedHashSet<>();

    BoundedSeries(MeterRegistry registry, int limit, Function<K, List<Meter>> register) {
        this.registry = registry;
        this.limit = limit;
        this.register = register;
    }

    synchronized void add(K key) {
        if (!shown.containsKey(key)) {
            waiting.add(key);
            showWaiting();
        }
    }

    synchronized void remove(K key) {
        waiting.remove(key);
        List<Meter> gone = shown.remove(key);
        if (gone != null) {
            gone.forEach(registry::remove);
            showWaiting();
        }
    }

    /** Removes and adds until these are all there are. */
    synchronized void retainAndAdd(Set<K> all) {
        List.copyOf(shown.keySet()).stream().filter(key -> !all.contains(key)).forEach(this::remove);
        waiting.retainAll(all);
        all.forEach(this::add);
    }

    synchronized int unshown() {
        return waiting.size();
    }

    private void showWaiting() {
        Iterator<K> next = waiting.iterator();
        while (shown.size() < limit && next.hasNext()) {
            K key = next.next();
            next.remove();
            shown.put(key, register.apply(key));
        }
    }
}
