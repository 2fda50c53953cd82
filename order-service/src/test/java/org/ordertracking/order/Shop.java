package org.ordertracking.order;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.ordertracking.events.DeliveryScheduled;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelRecalled;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.events.Shortage;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReserved;
import org.ordertracking.events.StockReturned;

/** What tests ask the shop for, and what the other services say about its orders. */
public final class Shop {

    public static final String ORDER = """
            {
              "customer": {"name": "Ada Lovelace", "email": "ada@example.com", "phone": "+442071234567"},
              "deliverTo": {"street": "12 St James's Square", "postalCode": "SW1Y 4JH", "city": "London", "country": "GB"},
              "lines": [{"sku": "MUG-BLUE", "quantity": 2}, {"sku": "TEE-M", "quantity": 1}]
            }
            """;

    private Shop() {}

    public static Response post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/orders");
    }

    public static Response post(String body, String idempotencyKey) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", idempotencyKey)
                .body(body)
                .post("/orders");
    }

    /** Places an order and gives its id. */
    public static String placeOrder() {
        return post(ORDER).then().statusCode(202).extract().path("orderId");
    }

    public static Response cancel(String orderId) {
        return given().contentType(ContentType.JSON)
                .body("{\"reason\": \"Ordered by mistake\"}")
                .post("/orders/{id}/cancellation", orderId);
    }

    public static String stateOf(String orderId) {
        return given().get("/orders/{id}", orderId)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    /** Screening finds nothing. */
    public static OrderScreened cleared(String orderId) {
        return new OrderScreened(orderId, OrderScreened.Verdict.CLEARED, null, null, Instant.now());
    }

    /** Screening finds something. */
    public static OrderScreened suspected(String orderId) {
        return new OrderScreened(
                orderId,
                OrderScreened.Verdict.SUSPECTED,
                OrderScreened.Rule.TOO_MANY_ORDERS,
                "11 orders with this card within 10 minutes",
                Instant.now());
    }

    public static StockReserved reserved(String orderId) {
        return new StockReserved(orderId, List.of(new StockLine("MUG-BLUE", 2)), Instant.now());
    }

    public static StockRejected refused(String orderId) {
        return new StockRejected(
                orderId, RejectionReason.OUT_OF_STOCK, List.of(new Shortage("MUG-BLUE", 2, 1)), Instant.now());
    }

    public static DeliveryScheduled scheduled(String orderId) {
        return scheduledAt(orderId, Instant.now());
    }

    public static DeliveryScheduled scheduledAt(String orderId, Instant now) {
        return new DeliveryScheduled(
                orderId, "TRACK-1", "Parcel Post", now.plusSeconds(3600), now.plusSeconds(7200), now);
    }

    public static ParcelDispatched dispatched(String orderId) {
        return new ParcelDispatched(orderId, "TRACK-1", Instant.now());
    }

    public static ParcelRecalled recalled(String orderId) {
        return new ParcelRecalled(orderId, "TRACK-1", Instant.parse("2026-03-02T08:00:00Z"));
    }

    public static ParcelReturned returned(String orderId) {
        return new ParcelReturned(orderId, "TRACK-1", Instant.parse("2026-03-03T09:30:00Z"));
    }

    public static StockReturned stockReturned(String orderId) {
        return new StockReturned(orderId, List.of(new StockLine("MUG-BLUE", 2)), Instant.now());
    }

    public static ParcelDelivered delivered(String orderId) {
        return new ParcelDelivered(orderId, "TRACK-1", Instant.now());
    }
}
