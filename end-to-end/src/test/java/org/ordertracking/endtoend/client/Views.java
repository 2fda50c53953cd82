package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Client of what order-service makes from the log alone, and of its replay. */
public final class Views {

    private final HttpJson http;

    public Views(URI orderService) {
        this.http = new HttpJson(orderService);
    }

    /** Tells which products a visitor looked at. */
    public void lookedAt(String visitorId, List<String> skus) {
        int status = http.post("/activity", Map.of("visitorId", visitorId, "viewed", skus), Map.of())
                .statusCode();
        if (status != 202) {
            throw new IllegalStateException("the shop answered " + status + " to product views");
        }
    }

    /** Orders that were delivered, as the analytics count them. */
    public long delivered() {
        return http.get("/analytics/delivery-time", DeliveryTime.class).orders();
    }

    /** What the analytics say of all that happened, as it stands in the answers. */
    public List<String> analytics(String lookedAt) {
        return List.of(
                http.text("/analytics/value-by-product?limit=100"),
                http.text("/analytics/delivery-time"),
                http.text("/products/" + lookedAt + "/recommendations"));
    }

    /** What people bought who looked at a product. */
    public List<String> alsoBought(String lookedAt) {
        return http.get("/products/" + lookedAt + "/recommendations", Recommendations.class).alsoBought().stream()
                .map(Product::sku)
                .toList();
    }

    /** Begins to build all views anew, and gives the replay's id. */
    public String replayAll() {
        return http.post("/admin/replay", Map.of(), Map.of(), 202, Replay.class).id();
    }

    public Replay replay(String id) {
        return http.get("/admin/replay/" + id, Replay.class);
    }

    private record DeliveryTime(long orders) {}

    private record Recommendations(List<Product> alsoBought) {}

    private record Product(String sku) {}

    /** How far a replay is. */
    public record Replay(String id, String state, int percent, List<View> views) {

        public boolean isDone() {
            return state.equals("DONE");
        }
    }

    /** One view of a replay. */
    public record View(String view, String state, long skipped) {}
}
