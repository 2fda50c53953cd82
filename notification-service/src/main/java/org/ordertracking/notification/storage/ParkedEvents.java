package org.ordertracking.notification.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventType;
import org.ordertracking.events.EventTypes;

/**
 * Events that wait for the contact of their order. Topics are independent of each other, so a parcel can be dispatched
 * before this service has read that its order was placed. All methods belong inside the caller's transaction.
 */
@ApplicationScoped
public class ParkedEvents {

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final EventCodec codec = new EventCodec();

    ParkedEvents(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** An event and its id. */
    public record ParkedEvent(String eventId, Event event) {}

    /** Keeps an event whose order is {@linkplain ContactStore#lock locked}; a second time changes nothing. */
    public void park(String orderId, ParkedEvent parked) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO parked_event (event_id, order_id, event_type, payload, parked_at)"
                                + " VALUES (:eventId, :orderId, :type, :payload, :now) ON CONFLICT DO NOTHING")
                .bind("eventId", parked.eventId())
                .bind("orderId", orderId)
                .bind("type", EventTypes.of(parked.event()).name())
                .bind("payload", new String(codec.payload(parked.event()), UTF_8))
                .bind("now", clock.instant())
                .execute());
    }

    /** Takes out what waits for an order, the longest waiting first; the order is {@linkplain ContactStore#lock locked}. */
    public List<ParkedEvent> release(String orderId) {
        return jdbi.withHandle(handle -> {
            List<ParkedEvent> released = handle.createQuery("SELECT event_id, event_type, payload FROM parked_event"
                            + " WHERE order_id = :orderId ORDER BY parked_at, event_id")
                    .bind("orderId", orderId)
                    .map((row, context) -> new ParkedEvent(
                            row.getString("event_id"), event(row.getString("event_type"), row.getString("payload"))))
                    .list();
            handle.createUpdate("DELETE FROM parked_event WHERE order_id = :orderId")
                    .bind("orderId", orderId)
                    .execute();
            return released;
        });
    }

    /** How many events wait. */
    public long count() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM parked_event")
                .mapTo(Long.class)
                .one());
    }

    private Event event(String typeName, String payload) {
        EventType type = EventTypes.named(typeName)
                .orElseThrow(() -> new IllegalStateException("a parked event has the unknown type " + typeName));
        return codec.event(type, payload.getBytes(UTF_8));
    }
}
