package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and when an event stands on the log.
 *
 * @param id of the event, the same however often it is delivered
 * @param type name of the event, for example {@code StockReserved}
 * @param service the service that said it
 * @param time when the record was written
 * @param traceId of the trace in which it was written, 32 hexadecimal digits; empty when the record names none
 */
public record LoggedEvent(
        String id,
        String type,
        String service,
        String topic,
        int partition,
        long offset,
        Instant time,
        Optional<String> traceId) {

    public LoggedEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(traceId, "traceId");
    }
}
