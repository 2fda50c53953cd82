package org.ordertracking.order.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads server-sent events as a browser does. */
final class EventStreamClient implements AutoCloseable {

    /** An event as it came. */
    record Received(String id, String name, String data) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private final CompletableFuture<Void> reading;

    private EventStreamClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.reading = response.statusCode() == 200
                ? CompletableFuture.runAsync(this::read)
                : CompletableFuture.completedFuture(null);
    }

    static EventStreamClient open(URI shop, String orderId, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve("/orders/" + orderId + "/events"))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new EventStreamClient(HttpClient.newHttpClient()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .join());
    }

    private void read() {
        List<String> block = new ArrayList<>();
        response.body().forEach(line -> {
            if (line.isEmpty()) {
                received.add(new Received(field(block, "id:"), field(block, "event:"), field(block, "data:")));
                block.clear();
            } else {
                block.add(line);
            }
        });
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse(null);
    }

    int status() {
        return response.statusCode();
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    List<Received> received() {
        return received;
    }

    List<Received> named(String name) {
        return received.stream().filter(event -> name.equals(event.name())).toList();
    }

    /** Whether the service has closed the stream. */
    boolean isOver() {
        return reading.isDone();
    }

    @Override
    public void close() {
        response.body().close();
    }
}
