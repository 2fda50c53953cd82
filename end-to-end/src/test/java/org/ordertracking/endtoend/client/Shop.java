package org.ordertracking.endtoend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Client of order-service. */
public final class Shop {

    private final HttpJson http;

    public Shop(URI orderService) {
        this.http = new HttpJson(orderService);
    }

    /** Places an order and gives its id. */
    public String place(Basket basket) {
        return place(basket, Map.of());
    }

    /** Places an order that may be sent again, and gives its id. */
    public String place(Basket basket, String idempotencyKey) {
        return place(basket, Map.of("Idempotency-Key", idempotencyKey));
    }

    /**
     * Places an order as a caller does who traces, and gives its id.
     *
     * @param traceParent W3C trace context
     */
    public String placeTraced(Basket basket, String traceParent) {
        return place(basket, Map.of("traceparent", traceParent));
    }

    private String place(Basket basket, Map<String, String> headers) {
        return http.post("/orders", basket.body(), headers, 202, Receipt.class).orderId();
    }

    /** Places an order of a visitor for one piece, and gives its id. */
    public String placeAs(String visitorId, String sku) {
        Map<String, Object> body = new HashMap<>(Basket.of(sku, 1).body());
        body.put("visitorId", visitorId);
        return http.post("/orders", body, Map.of(), 202, Receipt.class).orderId();
    }

    /** Calls an order off; whether the shop agreed. */
    public boolean cancel(String orderId, String reason) {
        HttpResponse<String> answer =
                http.post("/orders/" + orderId + "/cancellation", Map.of("reason", reason), Map.of());
        return switch (answer.statusCode()) {
            case 202 -> true;
            case 409 -> false;
            default -> throw new UnexpectedStatusException(answer);
        };
    }

    public Order order(String orderId) {
        return http.get("/orders/" + orderId, Order.class);
    }

    /** The first orders of a customer, the newest first, at most a hundred. */
    public List<OrderSummary> ordersOf(String email) {
        return http.get("/orders?limit=100&customer=" + email, OrderPage.class).orders();
    }

    public Timeline timeline(String orderId) {
        return http.get("/orders/" + orderId + "/timeline", Timeline.class);
    }

    public List<Product> products() {
        return http.get("/products", Shelf.class).products();
    }

    /** Follows an order live until the stream says that nothing more is to come. */
    public List<Step> follow(String orderId) {
        try (Stream<String> lines = HttpJson.client()
                .send(
                        http.request("/orders/" + orderId + "/events")
                                .timeout(Duration.ofMinutes(2))
                                .build(),
                        BodyHandlers.ofLines())
                .body()) {
            return stepsOf(lines.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException("the stream of order " + orderId + " broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following order " + orderId, e);
        }
    }

    private static List<Step> stepsOf(Iterator<String> lines) {
        List<Step> steps = new ArrayList<>();
        String event = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("event:")) {
                event = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:") && event.equals("step")) {
                steps.add(HttpJson.parse(line.substring("data:".length()), Step.class));
            } else if (line.startsWith("data:") && event.equals("end")) {
                return steps;
            }
        }
        throw new IllegalStateException("the stream ended without its event end, after " + steps);
    }

    private record Receipt(String orderId) {}

    private record Shelf(List<Product> products) {}

    private record OrderPage(List<OrderSummary> orders) {}

    /** An order as the shop shows it; what is not known (yet) is null. */
    public record Order(String orderId, String state, boolean ended, Rejection rejection, String cancellationReason) {}

    /** Why an order was rejected. */
    public record Rejection(String reason, String detail) {}

    /** An order in a list. */
    public record OrderSummary(String orderId, String state) {}

    /** A product and how many pieces of it can be ordered; null until the warehouse told. */
    public record Product(String sku, Long available) {}

    /** What the log says about an order. */
    public record Timeline(String orderId, String state, List<Step> steps) {}

    /** One event about an order, where it stands on the log. */
    public record Step(
            String service, String type, String topic, int partition, long offset, Instant time, String eventId) {}
}
