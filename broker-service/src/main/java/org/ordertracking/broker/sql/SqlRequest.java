package org.ordertracking.broker.sql;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A query, and which records it is about. Without bounds these are all committed ones of the topics that it names.
 *
 * @param query one SELECT
 * @param newest of each partition only so many offsets at the end
 * @param since records with this time or a later one
 * @param until records with an earlier time
 * @param limit rows that are wanted at most
 */
public record SqlRequest(
        String query, OptionalLong newest, Optional<Instant> since, Optional<Instant> until, OptionalInt limit) {
    private static final int LONGEST_QUERY = 32 << 10;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    public static SqlRequest of(String query) {
        return new SqlRequest(query, OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** The least of all numbers for no such bound. */
    long sinceMillis() {
        return since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    }

    /** The largest of all numbers for no such bound. */
    long untilMillis() {
        return until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    void validate() throws SqlException {
        if (query == null || query.isBlank()) {
            throw SqlException.invalid(
                    "query: there is none", "Write a SELECT, for example SELECT count(*) FROM orders.");
        }
        if (query.length() > LONGEST_QUERY) {
            throw SqlException.invalid(
                    "query: it has %d characters, %d are allowed".formatted(query.length(), LONGEST_QUERY),
                    "Shorten it.");
        }
        if (newest.isPresent() && newest.getAsLong() < 1) {
            throw SqlException.invalid("newest: must be 1 or more", "Leave it out to read all.");
        }
        requireWithin("since", since);
        requireWithin("until", until);
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw SqlException.invalid("limit: must be 1 or more", "Leave it out for as many rows as are allowed.");
        }
    }

    private static void requireWithin(String field, Optional<Instant> time) throws SqlException {
        if (time.isPresent()
                && (time.get().isBefore(Instant.EPOCH) || time.get().isAfter(LAST))) {
            throw SqlException.invalid(
                    "%s: must be from %s to %s".formatted(field, Instant.EPOCH, LAST),
                    "Leave it out for no such bound.");
        }
    }
}
