package org.ordertracking.messaging.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter as it is kept in the database.
 *
 * @param note what lists show of it
 * @param key null when the record had none
 * @param payload null when the record had none, or when it is not kept here; see {@code payloadBytes}
 * @param payloadBytes of the original value; empty when the record had none
 * @param headers of the original record, in its order
 * @param stack where it failed
 * @param traceParent W3C trace context of the step that wrote the original; null when it was not traced
 */
public record StoredLetter(
        Note note,
        byte[] key,
        byte[] payload,
        Optional<Long> payloadBytes,
        List<Header> headers,
        String stack,
        String traceParent) {

    /**
     * What lists show.
     *
     * @param position order in which letters were stored
     * @param consumer who gave the record up
     * @param origin where it stands, or stood
     * @param key the key as text, bounded; null when the record had none
     * @param eventId CloudEvents id, if it has one
     * @param eventType CloudEvents type, if it has one
     * @param diedAt when it was given up
     * @param replayOf the letter whose replay became this one, if it did
     * @param obstacle why it cannot be replayed, if it cannot
     * @param decidedAt when it was replayed or discarded, if it was
     */
    public record Note(
            String id,
            long position,
            LetterState state,
            String consumer,
            Origin origin,
            Optional<String> key,
            Optional<String> eventId,
            Optional<String> eventType,
            String exception,
            String reason,
            int attempts,
            Instant diedAt,
            Optional<String> replayOf,
            Optional<String> obstacle,
            Optional<Instant> decidedAt) {}
}
