package org.ordertracking.messaging.deadletters;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of records that cannot be applied. */
@ConfigMapping(prefix = "messaging.dead-letters")
public interface DeadLettersConfig {

    /** First pause when the broker or the database is away. */
    @WithDefault("0.5S")
    Duration firstPause();

    /** Longest pause. */
    @WithDefault("10S")
    Duration longestPause();

    /**
     * Bytes of key, value and headers of a letter that are kept in the database, at most 1048576. A larger one is
     * kept in part, to look at, and cannot be replayed from there. Headers count with what they take as text, about double.
     */
    @WithDefault("1048576")
    int maxStoredBytes();

    /**
     * How long letters are kept that were replayed or discarded. Longer than {@code messaging.topics.keep-dead-letters}, so
     * that none is read again from its topic. Open ones are kept until somebody decides.
     */
    @WithDefault("60D")
    Duration keep();
}
