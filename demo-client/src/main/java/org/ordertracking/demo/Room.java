package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.ordertracking.demo.EventStreamParser.StreamEvent;

/** The control room of order-service: looks on at the flow, and does what its page can do. */
final class Room {

    private static final String ACTIONS = "/admin/control-room";

    private final URI address;
    private final Optional<String> token;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * @param token the operators', where the services have one
     */
    Room(URI address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /** Nothing of the kind was seen in time. */
    static final class NotSeenException extends Exception {
        private static final long serialVersionUID = 1L;

        NotSeenException(String message) {
            super(message);
        }
    }

    /** Whether a snapshot shows what is waited for. */
    @FunctionalInterface
    interface Sight {
        boolean isIn(JsonNode snapshot) throws IOException, InterruptedException;
    }

    /**
     * Looks on, a snapshot a second, until one shows what is waited for.
     *
     * @param what is waited for, in words
     * @return that snapshot
     * @throws NotSeenException when the time is over before
     */
    JsonNode await(String what, Duration patience, Sight sight)
            throws IOException, InterruptedException, NotSeenException {
        HttpResponse<Stream<String>> response = http.send(
                HttpRequest.newBuilder(address.resolve("/control-room/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw new Shop.RefusedException(response.statusCode(), String.join("\n", lines.toList()));
            }
            CompletableFuture<JsonNode> seen = new CompletableFuture<>();
            Thread thread = new Thread(() -> look(lines.iterator(), sight, seen), "control-room");
            thread.setDaemon(true);
            thread.start();
            return seen.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotSeenException(what + ": not seen within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IOException("the control room broke off: " + e.getCause().getMessage(), e);
        }
    }

    private void look(Iterator<String> lines, Sight sight, CompletableFuture<JsonNode> seen) {
        EventStreamParser parser = new EventStreamParser();
        try {
            while (!seen.isDone() && lines.hasNext()) {
                Optional<StreamEvent> event = parser.line(lines.next());
                if (event.isPresent()) {
                    JsonNode snapshot = json.readTree(event.get().data());
                    if (sight.isIn(snapshot)) {
                        seen.complete(snapshot);
                    }
                }
            }
            seen.completeExceptionally(new IOException("the stream has ended"));
        } catch (IOException | RuntimeException e) {
            seen.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            seen.completeExceptionally(e);
        }
    }

    /** Writes a record that nobody can read: its topic, partition and offset. */
    JsonNode writeUnreadableRecord() throws IOException, InterruptedException {
        return send("POST", "/unreadable-record", "{}");
    }

    /** Open dead letters of order-service. */
    JsonNode deadLetters() throws IOException, InterruptedException {
        for (JsonNode service : send("GET", "/dead-letters", "").path("services")) {
            if (service.path("service").asText().equals("order-service")) {
                return service.path("letters");
            }
        }
        throw new IOException("the control room names no dead letters of order-service");
    }

    /**
     * Decides about a dead letter of order-service.
     *
     * @param decision {@code replay} or {@code discard}
     */
    void decide(String letter, String decision) throws IOException, InterruptedException {
        send("POST", "/order-service/dead-letters/" + letter + "/" + decision, "{\"reason\": \"a step of the tour\"}");
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(ACTIONS + path))
                .timeout(Shop.ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new Shop.RefusedException(response.statusCode(), response.body());
        }
        return json.readTree(response.body());
    }
}
