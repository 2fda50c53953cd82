package org.ordertracking.messaging.inbox;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** The inbox in the database. Every method works inside the caller's transaction. */
@Singleton
public class InboxTable {

    private final Jdbi jdbi;

    InboxTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that a consumer applies an event; false when it was applied before. */
    boolean insert(String consumer, String eventId, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("INSERT INTO inbox (consumer, event_id, received_at)"
                                + " VALUES (:consumer, :eventId, :now) ON CONFLICT DO NOTHING")
                        .bind("consumer", consumer)
                        .bind("eventId", eventId)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /** Deletes up to this many entries that are older than the given time, and tells how many it were. */
    int purge(Instant receivedBefore, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM inbox WHERE (consumer, event_id) IN (
                            SELECT consumer, event_id FROM inbox WHERE received_at < :before
                            ORDER BY received_at LIMIT :limit)""")
                .bind("before", receivedBefore)
                .bind("limit", limit)
                .execute());
    }
}
