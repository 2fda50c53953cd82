package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** The order service's API, as far as placing an order and following it needs it. */
final class Shop {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

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

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Places an order.
     *
     * @return its id
     * @throws RefusedException with what the shop says
     * @throws IOException when it does not answer
     */
    String place(OrderOptions options) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/orders"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(order(options))))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new RefusedException(ProblemText.of(response.statusCode(), response.body()));
        }
        return json.readTree(response.body()).path("orderId").asText();
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
                throw new RefusedException(ProblemText.of(response.statusCode(), String.join("\n", lines.toList())));
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
