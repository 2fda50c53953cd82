package org.ordertracking.messaging.outbox;

import java.time.Instant;

/**
 * An event that waits in the database.
 *
 * @param position grows in the order in which rows were written
 * @param occurredAt when the event was handed over
 * @param traceParent W3C trace context of the step that published it, or null
 */
public record OutboxRow(
        long position,
        String eventId,
        String topic,
        String key,
        String type,
        String source,
        Instant occurredAt,
        byte[] payload,
        String traceParent) {}
