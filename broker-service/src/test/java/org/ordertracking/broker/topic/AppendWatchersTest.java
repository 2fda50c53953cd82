package org.ordertracking.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ordertracking.broker.topic.AppendWatchers.AppendWatcher;

class AppendWatchersTest {
    private final AppendWatchers watchers = new AppendWatchers();
    private final List<String> heard = new ArrayList<>();

    private final AppendWatcher watcher = new AppendWatcher() {
        @Override
        public void onAppend(int bytes) {
            heard.add("appended " + bytes);
        }

        @Override
        public void onStartMoved() {
            heard.add("start moved");
        }

        @Override
        public void onRemoval() {
            heard.add("removed");
        }
    };

    @Test
    void watchersHearOfAppendsUntilTheyAreTakenAway() {
        watchers.add(watcher);
        watchers.appended(10);
        watchers.remove(watcher);
        watchers.appended(20);

        assertThat(heard).containsExactly("appended 10");
    }

    @Test
    void watchersHearThatTheStartMoved() {
        watchers.add(watcher);
        watchers.startMoved();

        assertThat(heard).containsExactly("start moved");
    }

    @Test
    void watchersHearOfTheRemovalOnce() {
        watchers.add(watcher);
        watchers.removed();
        watchers.removed();

        assertThat(heard).containsExactly("removed");
    }

    @Test
    void whoComesTooLateHearsOfTheRemovalAtOnce() {
        watchers.removed();
        watchers.add(watcher);

        assertThat(heard).containsExactly("removed");
    }
}
