package org.ordertracking.messaging.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events enter the database. */
@ConfigMapping(prefix = "messaging.inbox")
public interface InboxConfig {

    /** How often an event is tried whose handler fails for a reason that should not pass, before it becomes a dead letter. */
    @WithDefault("3")
    int attempts();

    /** First pause between attempts. */
    @WithDefault("0.1S")
    Duration firstPause();

    /** Longest pause between attempts while the database is away. */
    @WithDefault("10S")
    Duration longestPause();

    /** Time that one attempt may take, handler included, before its transaction is rolled back. */
    @WithDefault("30S")
    Duration transactionTimeout();

    /**
     * How long the ids of applied events are kept. An event that comes again later than this is applied again, so it must
     * exceed the retention of the topics, or the longest time by which a consumer group may be set back.
     */
    @WithDefault("30D")
    Duration keep();
}
