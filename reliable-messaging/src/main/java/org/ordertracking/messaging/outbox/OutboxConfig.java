package org.ordertracking.messaging.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave the database. */
@ConfigMapping(prefix = "messaging.outbox")
public interface OutboxConfig {

    /** Whether this process publishes. Off in a process that only writes, and in tests that look at the rows. */
    @WithDefault("true")
    boolean relayEnabled();

    /** Rows that are sent, at most, before they are marked. More means fewer transactions and more duplicates after a crash. */
    @WithDefault("100")
    int batchSize();

    /** How often the relay looks for rows that nobody woke it for, such as those of another instance that died. */
    @WithDefault("1S")
    Duration pollInterval();

    /** First pause after the broker refused. */
    @WithDefault("0.2S")
    Duration firstPause();

    /** Longest pause between attempts while the broker is away: how late, at most, its return is noticed. */
    @WithDefault("5S")
    Duration longestPause();

    /** A round stops starting sends after this time, so that its transaction stays short. */
    @WithDefault("5S")
    Duration roundBudget();

    /** How long a shutdown waits for rows that are under way. */
    @WithDefault("5S")
    Duration shutdownGrace();

    /** How long published rows are kept for people to look at. */
    @WithDefault("7D")
    Duration keepPublished();
}
