package org.ordertracking.broker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings below {@code broker.sql}: what queries may use. */
public interface SqlConfig {
    /** Queries at a time, each in a process of its own; 0 allows none. */
    @WithDefault("2")
    int queries();

    /** Live queries at a time beside them, each in a process of its own; 0 allows none. */
    @WithDefault("1")
    int live();

    /** Memory that such a process may have, beside the broker's own; at least 160M. */
    @WithDefault("256M")
    MemorySize memory();

    /** How long a query, or a refresh of a live one, may take. */
    @WithDefault("30s")
    Duration timeout();

    /** Records that a query, or a live one in all, may read. */
    @WithDefault("500000")
    long maxRecords();

    /** Bytes of keys, values and headers that a query, or a live one in all, may read. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /** Rows of an answer; more are cut off. */
    @WithDefault("5000")
    int maxRows();

    /** Size of an answer; rows beyond are cut off. */
    @WithDefault("4M")
    MemorySize maxAnswerBytes();
}
