package org.ordertracking.endtoend.process;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long the tests wait for what must come: long enough for a busy machine, as a hang is the only thing it decides. */
public final class Patience {

    /** The limit. */
    public static final Duration LIMIT = Duration.ofSeconds(120);

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Patience() {}

    /** Begins a wait for a condition. */
    public static ConditionFactory eventually() {
        return Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(INTERVAL);
    }
}
