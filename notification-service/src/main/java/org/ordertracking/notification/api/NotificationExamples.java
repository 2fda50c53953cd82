package org.ordertracking.notification.api;

/** Examples of the API's description. A test sends the requests, and holds each against its schema. */
final class NotificationExamples {

    static final String SENT = """
            {"id": "2f9c0d6e-6b0f-4f43-8f0e-2b8f4f0f8a11", "orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10",
             "about": "OrderConfirmed", "channel": "MAIL", "recipient": "ada@example.com",
             "subject": "Your order is confirmed", "text": "Dear Ada Lovelace, …", "state": "SENT", "attempts": 1,
             "createdAt": "2026-01-31T12:00:01Z", "sentAt": "2026-01-31T12:00:02Z", "via": "in-app inbox",
             "detail": "not sent to the outside: no SMTP server configured"}""";

    static final String PAGE = """
            {"items": [{"id": "2f9c0d6e-6b0f-4f43-8f0e-2b8f4f0f8a11", "orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10",
                        "about": "OrderConfirmed", "channel": "SMS", "recipient": "+442071234567",
                        "text": "Your order is confirmed", "state": "PENDING", "attempts": 0,
                        "createdAt": "2026-01-31T12:00:01Z", "nextAttemptAt": "2026-01-31T12:00:01Z"}],
             "page": 0, "size": 20, "total": 1}""";

    static final String UNKNOWN = """
            {"type": "urn:order-tracking:problem:unknown-notification", "title": "Unknown notification", "status": 404,
             "detail": "There is no notification 2f9c0d6e-6b0f-4f43-8f0e-2b8f4f0f8a11.",
             "instance": "/notifications/2f9c0d6e-6b0f-4f43-8f0e-2b8f4f0f8a11",
             "remedy": "GET /notifications lists what there is."}""";

    private NotificationExamples() {}
}
