package org.ordertracking.logistics.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.ordertracking.logistics.EventLog;

/** Reads server-sent events as a browser does. */
final class EventStreamClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event as it came. */
    private record Received(String name, String data) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private EventStreamClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "event-stream-client");
        reader.setDaemon(true);
        reader.start();
    }

    static EventStreamClient open(URI stream) {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .build();
        return new EventStreamClient(HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                .join());
    }

    private void read() {
        List<String> block = new ArrayList<>();
        try {
            response.body().forEach(line -> {
                if (line.isEmpty()) {
                    received.add(new Received(field(block, "event:"), field(block, "data:")));
                    block.clear();
                } else {
                    block.add(line);
                }
            });
        } catch (UncheckedIOException closed) {
            // The test has heard enough.
        } finally {
            over.complete(null);
        }
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse(null);
    }

    int statusCode() {
        return response.statusCode();
    }

    /** What the events of this name carried, in the order in which they came. */
    List<JsonNode> data(String name) {
        return received.stream()
                .filter(event -> name.equals(event.name()))
                .map(event -> json(event.data()))
                .toList();
    }

    private static JsonNode json(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + data, e);
        }
    }

    void await(String name) {
        await(name, 1);
    }

    void await(String name, int count) {
        awaitTrue(() -> data(name).size() >= count);
    }

    void awaitClosed() {
        awaitTrue(over::isDone);
    }

    static void awaitTrue(BooleanSupplier condition) {
        Awaitility.await().atMost(EventLog.PATIENCE).until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        response.body().close();
    }
}
