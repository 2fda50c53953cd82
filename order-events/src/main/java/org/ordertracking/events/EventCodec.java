package org.ordertracking.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns events into headers and bytes and back: CloudEvents 1.0 over Kafka, binary content mode, JSON.
 *
 * <p>Safe for use by many threads; one instance per process is enough.
 */
public final class EventCodec {

    /** Bytes of the largest payload that is read. Our own stay far below, see {@link Formats}. */
    public static final int MAX_PAYLOAD_BYTES = 1024 * 1024;

    private final ObjectWriter writer;
    private final ObjectReader reader;

    public EventCodec() {
        var mapper = EventJson.mapper();
        writer = mapper.writer();
        reader = mapper.reader();
    }

    /** The event as it goes onto the log. */
    public EncodedEvent encode(EventEnvelope<? extends Event> envelope) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(EventHeaders.SPEC_VERSION, EventHeaders.SPEC_VERSION_1);
        headers.put(EventHeaders.ID, envelope.id());
        headers.put(EventHeaders.TYPE, envelope.type());
        headers.put(EventHeaders.SOURCE, envelope.source());
        headers.put(EventHeaders.SUBJECT, envelope.key());
        headers.put(EventHeaders.TIME, envelope.time().toString());
        headers.put(EventHeaders.CONTENT_TYPE, EventHeaders.JSON);
        return new EncodedEvent(envelope.topic(), envelope.key(), headers, payload(envelope.event()));
    }

    /** The event as JSON in UTF-8, without any header. */
    public byte[] payload(Event event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write " + event.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /**
     * Reads what stands on the log.
     *
     * @param headers the record's headers; others than {@link EventHeaders} are ignored
     * @param payload the record's value
     * @return empty for a type that is not known here: an old consumer reads a new stream
     * @throws UnreadableEventException when it is no event, or not one that the contract allows
     */
    public Optional<EventEnvelope<? extends Event>> decode(Map<String, String> headers, byte[] payload) {
        String version = header(headers, EventHeaders.SPEC_VERSION);
        if (!EventHeaders.SPEC_VERSION_1.equals(version)) {
            throw new UnreadableEventException("header " + EventHeaders.SPEC_VERSION + " must be 1.0, was " + version);
        }
        Optional<EventType> type = EventTypes.named(header(headers, EventHeaders.TYPE));
        return type.map(known -> decode(known, headers, payload));
    }

    private EventEnvelope<? extends Event> decode(EventType type, Map<String, String> headers, byte[] payload) {
        requireJson(type, headers);
        String id = header(headers, EventHeaders.ID);
        String source = header(headers, EventHeaders.SOURCE);
        Instant time = time(headers);
        Event event = event(type, payload);
        String subject = headers.get(EventHeaders.SUBJECT);
        if (subject != null && !subject.equals(event.key())) {
            throw new UnreadableEventException(type.name() + ": header " + EventHeaders.SUBJECT + " says " + subject
                    + ", but the payload is about " + event.key());
        }
        try {
            return new EventEnvelope<>(id, type.name(), source, time, event);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(type.name() + ": header ce_" + e.getMessage(), e);
        }
    }

    /**
     * Reads a payload whose type is known.
     *
     * @throws UnreadableEventException when the payload breaks the contract; the message names the field
     */
    public Event event(EventType type, byte[] payload) {
        if (payload == null || payload.length == 0) {
            throw new UnreadableEventException(type.name() + ": the payload is empty");
        }
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new UnreadableEventException(type.name() + ": the payload has " + payload.length + " bytes, at most "
                    + MAX_PAYLOAD_BYTES + " are read");
        }
        try {
            Event event = reader.forType(type.payload()).readValue(payload);
            if (event == null) {
                throw new UnreadableEventException(type.name() + ": the payload is null");
            }
            return event;
        } catch (JsonMappingException e) {
            throw new UnreadableEventException(type.name() + ": " + complaint(e), e);
        } catch (IOException e) {
            throw new UnreadableEventException(type.name() + ": the payload is not JSON: " + firstLine(e), e);
        }
    }

    private static String complaint(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        boolean byConstructor = e.getCause() instanceof IllegalArgumentException;
        if (byConstructor) {
            return "field " + path + (path.isEmpty() ? "" : ".") + e.getCause().getMessage();
        }
        return "field " + path + ": " + firstLine(e);
    }

    private static String firstLine(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }

    private static void requireJson(EventType type, Map<String, String> headers) {
        String mediaType = header(headers, EventHeaders.CONTENT_TYPE);
        String essence = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals(EventHeaders.JSON)) {
            throw new UnreadableEventException(type.name() + ": header " + EventHeaders.CONTENT_TYPE + " must be "
                    + EventHeaders.JSON + ", was " + mediaType);
        }
    }

    private static Instant time(Map<String, String> headers) {
        String time = header(headers, EventHeaders.TIME);
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableEventException(
                    "header " + EventHeaders.TIME + " must be an RFC 3339 time such as 2026-01-31T12:00:00Z, was "
                            + time,
                    e);
        }
    }

    private static String header(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new UnreadableEventException("header " + name + " is missing");
        }
        return value;
    }
}
