package org.ordertracking.logistics.api;

/** Examples of the API's description. A test sends the requests, and holds each against its schema. */
final class DeliveryExamples {

    static final String DELIVERY = """
            {"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "DISPATCHED", "carrier": "Northwind Parcel",
             "trackingNumber": "CA000000017DE", "slotStart": "2026-02-01T08:00:00Z", "slotEnd": "2026-02-01T12:00:00Z",
             "destination": {"postalCode": "10115", "city": "Berlin", "country": "DE"},
             "scheduledAt": "2026-01-31T12:00:02Z", "dispatchedAt": "2026-01-31T13:00:02Z"}""";

    static final String PAGE = """
            {"items": [{"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "SCHEDULED",
                        "carrier": "Northwind Parcel", "trackingNumber": "CA000000017DE",
                        "slotStart": "2026-02-01T08:00:00Z", "slotEnd": "2026-02-01T12:00:00Z",
                        "destination": {"postalCode": "10115", "city": "Berlin", "country": "DE"},
                        "scheduledAt": "2026-01-31T12:00:02Z"}],
             "page": 0, "size": 50, "total": 1}""";

    static final String UNKNOWN = """
            {"type": "urn:order-tracking:problem:unknown-delivery", "title": "Unknown delivery", "status": 404,
             "detail": "No delivery is scheduled for order 4711.", "instance": "/deliveries/4711",
             "remedy": "A delivery is scheduled once its order is confirmed: check the order id, or ask again later."}""";

    static final String TOO_MANY_STREAMS = """
            {"type": "urn:order-tracking:problem:busy", "title": "Too much to do at the moment", "status": 503,
             "detail": "Here, at most 200 deliveries are followed at a time.", "instance": "/deliveries/4711/events",
             "remedy": "Try again in a moment, or ask GET /deliveries/{orderId} instead."}""";

    private DeliveryExamples() {}
}
