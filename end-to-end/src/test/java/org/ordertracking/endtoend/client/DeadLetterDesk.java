package org.ordertracking.endtoend.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Client of what a service shows operators of its dead letters. */
public final class DeadLetterDesk {

    private static final String LETTERS = "/admin/dead-letters";

    private final HttpJson http;

    public DeadLetterDesk(URI service) {
        this.http = new HttpJson(service);
    }

    /** The newest letters of a topic, up to two hundred. */
    public List<Letter> of(String topic) {
        return http.get(LETTERS + "?limit=200&topic=" + topic, Page.class).letters();
    }

    /** A page of all letters. */
    public Page page(int limit, String cursor) {
        return http.get(LETTERS + "?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor), Page.class);
    }

    public Letter letter(String id) {
        return http.get(LETTERS + "/" + id, Letter.class);
    }

    /** Sends a letter back to its topic. */
    public Letter replay(String id, String actor) {
        return http.post(LETTERS + "/" + id + "/replay", Map.of("reason", "mended"), as(actor), 200, Letter.class);
    }

    public Letter discard(String id, String actor, String reason) {
        return http.post(LETTERS + "/" + id + "/discard", Map.of("reason", reason), as(actor), 200, Letter.class);
    }

    /** The status with which the service answers an attempt to discard a letter. */
    public int discardStatus(String id, Map<String, String> body) {
        HttpResponse<String> answer = http.post(LETTERS + "/" + id + "/discard", body, Map.of());
        return answer.statusCode();
    }

    /** The status with which the service answers an attempt to replay a letter. */
    public int replayStatus(String id) {
        return http.post(LETTERS + "/" + id + "/replay", Map.of("reason", "try"), Map.of())
                .statusCode();
    }

    private static Map<String, String> as(String actor) {
        return Map.of("X-Actor", actor);
    }

    /** Some letters, and where the next ones begin. */
    public record Page(List<Letter> letters, String nextCursor) {}

    /** A dead letter; what lists do not show is null there. */
    public record Letter(
            String id,
            String state,
            Origin origin,
            String key,
            String eventId,
            Failure failure,
            String replayOf,
            Original record,
            List<Decision> audit) {}

    /** Where the record stands. */
    public record Origin(String topic, int partition, long offset) {}

    /** Why it was given up. */
    public record Failure(String consumer, int attempts, String exception, String reason, String stack) {}

    /** The record as it was. */
    public record Original(Content key, Content payload, List<Header> headers, String traceparent) {}

    /** Bytes as they are shown, in one of three ways. */
    public record Content(JsonNode json, String text, String base64) {}

    /** A header of the original record. */
    public record Header(String name, Content value) {}

    /** Who decided what. */
    public record Decision(String actor, String decision, String reason) {}
}
