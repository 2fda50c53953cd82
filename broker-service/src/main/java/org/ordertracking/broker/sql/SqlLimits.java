package org.ordertracking.broker.sql;

import java.time.Duration;

/**
 * What queries may use.
 *
 * @param queries queries at a time, each with a process of its own
 * @param live live sessions at a time, beside the queries, each with a process of its own
 * @param processMemory resident memory of such a process in bytes; beyond it, it is ended
 * @param time of a query, or of one refresh of a live session
 * @param records that a query may read, or a live session in all
 * @param bytes of keys, values and headers that a query may read, or a live session in all
 * @param rows that an answer has at most; more are cut off
 * @param answerBytes that an answer has at most; rows beyond are cut off
 */
public record SqlLimits(
        int queries, int live, long processMemory, Duration time, long records, long bytes, int rows, int answerBytes) {
    /** What the process takes before it has any data: Java, and the engine's code. */
    private static final long EMPTY_PROCESS = 112L << 20;

    private static final long LEAST_FOR_DATA = 48L << 20;
    private static final int LARGEST_ANSWER = 64 << 20;

    public SqlLimits {
        require(queries >= 0 && live >= 0, "broker.sql.queries and broker.sql.live", "0 or more");
        require(processMemory >= EMPTY_PROCESS + LEAST_FOR_DATA, "broker.sql.memory", "160M or more");
        require(!time.isNegative() && !time.isZero(), "broker.sql.timeout", "longer than nothing");
        require(records > 0 && bytes > 0, "broker.sql.max-records and broker.sql.max-bytes", "more than 0");
        require(rows > 0, "broker.sql.max-rows", "more than 0");
        require(
                answerBytes > 0 && answerBytes <= LARGEST_ANSWER,
                "broker.sql.max-answer-bytes",
                "more than 0, at most 64M");
    }

    /** What the engine may take by its own account. */
    long engineMemory() {
        return processMemory - EMPTY_PROCESS;
    }

    private static void require(boolean holds, String setting, String limit) {
        if (!holds) {
            throw new IllegalArgumentException("%s must be %s".formatted(setting, limit));
        }
    }
}
