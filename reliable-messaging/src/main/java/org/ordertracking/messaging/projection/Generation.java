package org.ordertracking.messaging.projection;

import java.time.Instant;
import java.util.Optional;

/**
 * One making of a view from the log.
 *
 * <pre>
 *   BUILDING --has caught up--> CURRENT --another takes its place--> RETIRED --rows are deleted--> GONE
 * </pre>
 *
 * <p>The first generation of a view is current from its start: there is none to read instead.
 *
 * @param replayId the request that it was built for; empty for the first
 * @param skipped records that could not be read or applied
 * @param endedAt when it became current
 */
public record Generation(
        long id,
        String view,
        State state,
        Optional<String> replayId,
        long skipped,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Where a generation stands. */
    public enum State {
        BUILDING,
        CURRENT,
        RETIRED,
        GONE;

        boolean isKept() {
            return this == BUILDING || this == CURRENT;
        }
    }
}
