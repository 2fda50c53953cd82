package org.ordertracking.broker.topic;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who wants to know when a partition grows, or loses its beginning: parked fetches, mostly. */
public final class AppendWatchers {
    private final Set<AppendWatcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean removed;

    /** Adds a watcher; one that comes after the partition was deleted hears of that at once. */
    public void add(AppendWatcher watcher) {
        watchers.add(watcher);
        if (removed) {
            watcher.onRemoval();
        }
    }

    public void remove(AppendWatcher watcher) {
        watchers.remove(watcher);
    }

    void appended(int bytes) {
        for (AppendWatcher watcher : watchers) {
            watcher.onAppend(bytes);
        }
    }

    void startMoved() {
        watchers.forEach(AppendWatcher::onStartMoved);
    }

    void removed() {
        removed = true;
        watchers.forEach(AppendWatcher::onRemoval);
        watchers.clear();
    }

    /** Called on the partition's log thread, or by whoever adds it: must not block. */
    public interface AppendWatcher {
        /**
         * @param bytes appended and readable from now on
         */
        void onAppend(int bytes);

        /** The partition's first records were deleted. */
        void onStartMoved();

        /** The partition was deleted. */
        void onRemoval();
    }
}
