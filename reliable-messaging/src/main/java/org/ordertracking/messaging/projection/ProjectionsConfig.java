package org.ordertracking.messaging.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How views of the log are kept. */
@ConfigMapping(prefix = "messaging.projections")
public interface ProjectionsConfig {

    /** Whether this process keeps views. Off, it only reads them, and another process on the same database keeps them. */
    @WithDefault("true")
    boolean enabled();

    /** Records that are applied in one transaction, at most. */
    @WithDefault("200")
    int batchSize();

    /** Records of one partition that wait in memory for older ones of other partitions, before that partition is paused. */
    @WithDefault("200")
    int buffer();

    /** Times that a record is tried that cannot be applied. Then it is counted, named in the log and skipped. */
    @WithDefault("3")
    int attempts();

    /** How long one transaction may take. */
    @WithDefault("30S")
    Duration transactionTimeout();

    /** How long the others wait for a process that fell silent before one of them goes on with its views. */
    @WithDefault("10S")
    Duration lease();

    /** How often a process looks whether there are generations to keep, such as those of a process that died. */
    @WithDefault("2S")
    Duration lookAgain();

    /** How long one look at the log waits for records. */
    @WithDefault("0.5S")
    Duration pollTimeout();

    /** How often new partitions are looked for. */
    @WithDefault("30S")
    Duration rediscover();

    /** The same, as long as one of the topics has none. */
    @WithDefault("1S")
    Duration rediscoverMissing();

    /** How long the generation that is read stands still, at most, for the one that takes its place to draw level. */
    @WithDefault("2S")
    Duration hold();

    /** First pause after the log or the database refused. */
    @WithDefault("0.2S")
    Duration firstPause();

    /** Longest pause between attempts while the log or the database is away. */
    @WithDefault("5S")
    Duration longestPause();

    /** How long a shutdown waits for a transaction that is under way. */
    @WithDefault("5S")
    Duration shutdownGrace();

    /** Rows of a generation that nobody reads any more, deleted in one transaction. */
    @WithDefault("1000")
    int forgetBatch();

    /** How long it is remembered that a view was rebuilt. */
    @WithDefault("30D")
    Duration keepHistory();
}
