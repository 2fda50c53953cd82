package org.ordertracking.demo;

import java.util.Optional;

/**
 * Puts lines of a stream together to server-sent events, as
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">the standard</a>
 * says. Comments and unknown fields are skipped.
 */
final class EventStreamParser {

    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private String lastId = "";

    /**
     * An event.
     *
     * @param id the last id that was sent, with this event or before it
     */
    record StreamEvent(String name, String id, String data) {}

    /** Takes the next line, without its end; returns the event that it completes. */
    Optional<StreamEvent> line(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (field) {
            case "event" -> name = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> lastId = value;
            default -> {
                // A comment (an empty field name), retry, or something newer than this parser.
            }
        }
        return Optional.empty();
    }

    private Optional<StreamEvent> dispatch() {
        Optional<StreamEvent> event = data.isEmpty()
                ? Optional.empty()
                : Optional.of(new StreamEvent(
                        name.isEmpty() ? "message" : name, lastId, data.substring(0, data.length() - 1)));
        data.setLength(0);
        name = "";
        return event;
    }
}
