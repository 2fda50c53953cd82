package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The order service's API, as far as placing an order and following it needs it. */
final class Shop {

    static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final URI address;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Shop(URI address) {
        this.address = address;
    }

    /** The shop answered, and the answer is no. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private static final Set<Integer> MAY_PASS = Set.of(429, 502, 503, 504);
        private final int status;

        RefusedException(int status, String body) {
            super(ProblemText.of(status, body));
            this.status = status;
        }

        /** Whether the same request may be taken later: the shop, or what stands before it, is busy or not up yet. */
        boolean mayPass() {
            return MAY_PASS.contains(status);
        }
    }

    /** A key for one order, however often it is sent. */
    static String newKey() {
        return UUID.randomUUID().toString();
    }

    /**
     * Places an order.
     *
     * @param key by which the shop knows that it has this very order already
     * @return its id
     * @throws RefusedException with what the shop says
     * @throws IOException when it does not answer
     */
    String place(OrderOptions options, String key) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(placing(options, key), BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new RefusedException(response.statusCode(), response.body());
        }
        return json.readTree(response.body()).path("orderId").asText();
    }

    /** Calls an order off. */
    void cancel(String orderId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/orders/" + orderId + "/cancellation"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"Ordered by mistake\"}"))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new RefusedException(response.statusCode(), response.body());
        }
    }

    /** Places an order without waiting for the answer: a status, 202 for one that was taken. */
    CompletableFuture<Integer> placeLater(OrderOptions options, String key) throws IOException {
        return http.sendAsync(placing(options, key), BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Places an order without waiting for the answer: its id, or a {@link RefusedException}. */
    CompletableFuture<String> placeTracked(OrderOptions options, String key) throws IOException {
        return http.sendAsync(placing(options, key), BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 202) {
                throw new RefusedException(response.statusCode(), response.body());
            }
            return parsed(response.body()).path("orderId").asText();
        });
    }

    /** What the shop knows of an order. */
    JsonNode order(String orderId) throws IOException, InterruptedException {
        return get("/orders/" + orderId);
    }

    /** The products and how many pieces there are of each. */
    JsonNode products() throws IOException, InterruptedException {
        return get("/products");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(ANSWER_WITHIN)
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new RefusedException(response.statusCode(), response.body());
        }
        return parsed(response.body());
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("the shop answered what is no JSON", e);
        }
    }

    private HttpRequest placing(OrderOptions options, String key) throws IOException {
        return HttpRequest.newBuilder(address.resolve("/orders"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(order(options))))
                .build();
    }

    /**
     * Opens the stream of an order's events; the caller closes it.
     *
     * @param lastEventId of the last event that was received; empty for all
     * @return the stream's lines
     */
    Stream<String> follow(String orderId, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/orders/" + orderId + "/events"))
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            try (Stream<String> lines = response.body()) {
                throw new RefusedException(response.statusCode(), String.join("\n", lines.toList()));
            }
        }
        return response.body();
    }

    /** The data of an event. */
    JsonNode read(String data) throws IOException {
        return json.readTree(data);
    }

    private ObjectNode order(OrderOptions options) {
        ObjectNode order = json.createObjectNode();
        ObjectNode customer = order.putObject("customer").put("name", "Ada Lovelace");
        options.email().ifPresent(email -> customer.put("email", email));
        options.phone().ifPresent(phone -> customer.put("phone", phone));
        order.putObject("deliverTo")
                .put("street", "12 St James's Square")
                .put("postalCode", "SW1Y 4JH")
                .put("city", "London")
                .put("country", "GB");
        order.putArray("lines").addObject().put("sku", options.sku()).put("quantity", options.quantity());
        return order;
    }
}
