package org.ordertracking.broker.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps a bounded number of things open that are opened on demand and shared by many readers. A thing is closed when the cache has let go
 * of it (least recently used first, or {@linkplain #remove removed}) <em>and</em> the last reader has; so more than the bound may be open
 * while readers hold them.
 *
 * <pre>
 *   absent ── lease ──► open, shared ── evicted, removed, unusable ──► lent out only ── last lease closed ──► closed
 * </pre>
 */
final class OpenCache<K, V extends AutoCloseable> implements AutoCloseable {

    /** Opens what is asked for. */
    @FunctionalInterface
    interface Opener<V> {
        V open() throws IOException;
    }

    private final int capacity;
    private final Predicate<V> usable;
    private final Map<K, Shared<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param usable whether a shared thing still works; one that does not is replaced at the next lease
     */
    OpenCache(int capacity, Predicate<V> usable) {
        this.capacity = capacity;
        this.usable = usable;
    }

    /** Lends what stands under a key, opened by the first who asks. */
    Lease<V> lease(K key, Opener<? extends V> opener) throws IOException {
        Shared<V> shared;
        List<Shared<V>> released = new ArrayList<>(1);
        synchronized (entries) {
            shared = entries.get(key);
            if (shared != null && shared.isBroken(usable)) {
                released.add(entries.remove(key));
                shared = null;
            }
            if (shared == null) {
                shared = new Shared<>();
                entries.put(key, shared);
                evict(released);
            }
            shared.retain();
        }
        released.forEach(Shared::release);
        try {
            return new Lease<>(shared, shared.openWith(opener));
        } catch (IOException | RuntimeException e) {
            forget(key, shared);
            shared.release();
            throw e;
        }
    }

    /** Lends what stands under a key if it is open, without opening or closing anything; else {@code null}. */
    Lease<V> leaseOpen(K key) {
        Shared<V> shared;
        V value;
        synchronized (entries) {
            shared = entries.get(key);
            value = shared == null ? null : shared.value;
            if (value == null || shared.isBroken(usable)) {
                return null;
            }
            shared.retain();
        }
        return new Lease<>(shared, value);
    }

    /** Lets go of what stands under a key; readers that hold it keep it open. */
    void remove(K key) {
        Shared<V> shared;
        synchronized (entries) {
            shared = entries.remove(key);
        }
        if (shared != null) {
            shared.release();
        }
    }

    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    @Override
    public void close() {
        List<Shared<V>> all;
        synchronized (entries) {
            all = new ArrayList<>(entries.values());
            entries.clear();
        }
        all.forEach(Shared::release);
    }

    private void evict(List<Shared<V>> released) {
        Iterator<Shared<V>> eldest = entries.values().iterator();
        while (entries.size() > capacity) {
            released.add(eldest.next());
            eldest.remove();
        }
    }

    private void forget(K key, Shared<V> failed) {
        boolean removed;
        synchronized (entries) {
            removed = entries.remove(key, failed);
        }
        if (removed) {
            failed.release();
        }
    }

    /** One reader's hold on a shared thing. Closing it twice is harmless. */
    static final class Lease<V extends AutoCloseable> implements AutoCloseable {

        private Shared<V> shared;
        private final V value;

        private Lease(Shared<V> shared, V value) {
            this.shared = shared;
            this.value = value;
        }

        /** A lease on a thing that needs no cache: closing it does nothing. */
        static <V extends AutoCloseable> Lease<V> of(V value) {
            return new Lease<>(null, value);
        }

        V value() {
            return value;
        }

        @Override
        public void close() {
            Shared<V> held;
            synchronized (this) {
                held = shared;
                shared = null;
            }
            if (held != null) {
                held.release();
            }
        }
    }

    private static final class Shared<V extends AutoCloseable> {

        /** One for the cache itself. */
        private int holders = 1;

        /** Not the lock on holders: opening may take long. */
        private final Object opening = new Object();

        private volatile V value;

        synchronized void retain() {
            holders++;
        }

        V openWith(Opener<? extends V> opener) throws IOException {
            synchronized (opening) {
                if (value == null) {
                    value = opener.open();
                }
                return value;
            }
        }

        boolean isBroken(Predicate<V> usable) {
            V opened = value;
            return opened != null && !usable.test(opened);
        }

        void release() {
            boolean last;
            synchronized (this) {
                last = --holders == 0;
            }
            V opened = value;
            if (last && opened != null) {
                try {
                    opened.close();
                } catch (Exception e) {
                    throw new IllegalStateException("cannot close " + opened, e);
                }
            }
        }
    }
}
