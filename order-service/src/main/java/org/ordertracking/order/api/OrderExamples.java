package org.ordertracking.order.api;

/** Examples of the API's description. A test sends the requests, and holds each against its schema. */
final class OrderExamples {

    static final String ORDER = """
            {"customer": {"name": "Ada Lovelace", "email": "ada@example.com", "phone": "+442071234567"},
             "deliverTo": {"street": "12 St James's Square", "postalCode": "SW1Y 4JH", "city": "London", "country": "GB"},
             "lines": [{"sku": "MUG-BLUE", "quantity": 2}]}""";

    static final String RECEIPT = """
            {"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "currency": "EUR", "total": 25.80,
             "placedAt": "2026-01-31T12:00:00Z",
             "links": {"order": "/orders/6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10",
                       "timeline": "/orders/6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10/timeline",
                       "events": "/orders/6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10/events",
                       "cancellation": "/orders/6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10/cancellation"}}""";

    static final String ORDER_VIEW = """
            {"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "SCHEDULED", "ended": false, "cancellable": true,
             "customer": {"name": "Ada Lovelace", "email": "ada@example.com", "phone": "+442071234567"},
             "deliverTo": {"street": "12 St James's Square", "postalCode": "SW1Y 4JH", "city": "London", "country": "GB"},
             "lines": [{"sku": "MUG-BLUE", "quantity": 2, "unitPrice": 12.90, "amount": 25.80}],
             "currency": "EUR", "total": 25.80, "placedAt": "2026-01-31T12:00:00Z",
             "reachedAt": {"PLACED": "2026-01-31T12:00:00Z", "CONFIRMED": "2026-01-31T12:00:01Z",
                           "SCHEDULED": "2026-01-31T12:00:02Z"},
             "delivery": {"trackingNumber": "CA000000017DE", "carrier": "Northwind Parcel",
                          "slotStart": "2026-02-01T08:00:00Z", "slotEnd": "2026-02-01T12:00:00Z"}}""";

    static final String CANCELLED = """
            {"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "CANCELLED", "ended": true, "cancellable": false,
             "customer": {"name": "Ada Lovelace", "email": "ada@example.com"},
             "deliverTo": {"street": "12 St James's Square", "postalCode": "SW1Y 4JH", "city": "London", "country": "GB"},
             "lines": [{"sku": "MUG-BLUE", "quantity": 2, "unitPrice": 12.90, "amount": 25.80}],
             "currency": "EUR", "total": 25.80, "placedAt": "2026-01-31T12:00:00Z",
             "reachedAt": {"PLACED": "2026-01-31T12:00:00Z", "CANCELLED": "2026-01-31T12:01:00Z"},
             "cancellationReason": "Ordered by mistake"}""";

    static final String PAGE = """
            {"orders": [{"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "SCHEDULED", "currency": "EUR",
                         "total": 25.80, "pieces": 2,
                         "lines": [{"sku": "MUG-BLUE", "quantity": 2, "unitPrice": 12.90, "amount": 25.80}],
                         "placedAt": "2026-01-31T12:00:00Z"}],
             "next": "MjAyNi0wMS0zMVQxMjowMDowMFp8NmYxYzJlMGU"}""";

    static final String TIMELINE = """
            {"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "CONFIRMED", "truncated": false,
             "steps": [{"sequence": 7, "service": "warehouse-service", "type": "StockReserved", "topic": "stock",
                        "partition": 2, "offset": 41, "time": "2026-01-31T12:00:01Z", "millisSinceBefore": 120,
                        "eventId": "0d9a4b0c-5a3c-4c3d-8f1c-1c8b8f4f0a11",
                        "traceId": "0af7651916cd43dd8448eb211c80319c", "effect": "ADVANCED",
                        "summary": "Stock is reserved"}]}""";

    static final String STREAM = """
            event: state
            id: 7
            data: {"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "CONFIRMED"}

            event: step
            id: 8
            data: {"sequence": 8, "service": "logistics-service", "type": "DeliveryScheduled"}

            """;

    static final String CANCELLATION = """
            {"reason": "Ordered by mistake"}""";

    static final String SHELF = """
            {"products": [{"sku": "MUG-BLUE", "name": "Blue mug", "description": "Holds a third of a litre",
                           "unitPrice": 12.90, "currency": "EUR", "available": 480,
                           "stockChangedAt": "2026-01-31T12:00:00Z"}]}""";

    static final String UNKNOWN_ORDER = """
            {"type": "urn:order-tracking:problem:unknown-order", "title": "There is no such order", "status": 404,
             "detail": "No order has the id 4711.", "instance": "/orders/4711",
             "remedy": "Use the orderId that POST /orders answered, or look it up with GET /orders?customer=."}""";

    static final String NOT_CANCELLABLE = """
            {"type": "urn:order-tracking:problem:not-cancellable", "title": "The order can no longer be cancelled",
             "status": 409, "detail": "The order is DELIVERED.", "instance": "/orders/4711/cancellation",
             "remedy": "Orders can be cancelled while they are PLACED, CONFIRMED, SCHEDULED or DISPATCHED."}""";

    static final String UNKNOWN_PRODUCT = """
            {"type": "urn:order-tracking:problem:unknown-product", "title": "There is no such product", "status": 422,
             "detail": "lines[0].sku: one of GET /products", "instance": "/orders",
             "remedy": "Mend the fields named in errors and send the request again.",
             "errors": [{"field": "lines[0].sku", "limit": "one of GET /products",
                         "remedy": "Replace MUG-GREEN by a product of the catalogue."}]}""";

    static final String KEY_REUSED = """
            {"type": "urn:order-tracking:problem:idempotency-key-reused",
             "title": "The Idempotency-Key was used for another request", "status": 422,
             "detail": "The key made order 4711 from another body.", "instance": "/orders",
             "remedy": "Use a new Idempotency-Key for a new order."}""";

    static final String TOO_MANY_STREAMS = """
            {"type": "urn:order-tracking:problem:busy", "title": "Too much to do at the moment", "status": 503,
             "detail": "Here, 200 streams are open, and no more are served.", "instance": "/orders/4711/events",
             "remedy": "Try again in a moment, or ask GET /orders/{id}/timeline instead."}""";

    private OrderExamples() {}
}
