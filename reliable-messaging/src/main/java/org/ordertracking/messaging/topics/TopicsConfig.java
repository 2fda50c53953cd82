package org.ordertracking.messaging.topics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The topics that a service uses, and how they are made. */
@ConfigMapping(prefix = "messaging.topics")
public interface TopicsConfig {

    /** Whether missing topics are created at start. */
    @WithDefault("true")
    boolean provision();

    /** Topics that this service writes. Those that it reads are known from its incoming channels. */
    Optional<Set<String>> own();

    /** Partitions of a new topic. */
    @WithDefault("3")
    int partitions();

    /** Copies of each partition of a new topic; -1 is the broker's default. */
    @WithDefault("-1")
    short replicationFactor();

    /**
     * Configs that a new topic gets beyond those that follow from its kind, by topic and config, for example {@code
     * messaging.topics.configs.orders."retention.ms"}.
     */
    Map<String, Map<String, String>> configs();

    /** How long dead letters are kept. */
    @WithDefault("30D")
    Duration keepDeadLetters();

    /** First pause after the broker could not be asked. */
    @WithDefault("0.5S")
    Duration firstPause();

    /** Longest pause between attempts while the broker is away. */
    @WithDefault("10S")
    Duration longestPause();
}
