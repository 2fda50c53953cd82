package org.ordertracking.messaging.deadletters.api;

/** What requests and answers about dead letters look like. */
final class LetterExamples {

    static final String ID = "6d3b4c1a-6f0e-3c57-9a51-0f3e5d0f3a11";

    static final String REASON = """
            {"reason": "the order was placed again"}""";

    static final String DECISION = """
            {"at": "2026-01-31T13:00:00Z", "actor": "ada", "decision": "REPLAYED",
             "reason": "the order was placed again"}""";

    static final String AUDIT = "[" + DECISION + "]";

    private static final String NOTE = """
            "id": "6d3b4c1a-6f0e-3c57-9a51-0f3e5d0f3a11",
            "origin": {"topic": "deliveries", "partition": 2, "offset": 41, "recordedAt": "2026-01-31T12:00:00Z"},
            "key": "4711", "eventId": "0b2f6f0e-92a4-4f7d-8a1c-54c9a9a6a2a1",
            "eventType": "org.ordertracking.ParcelDispatched.v1",
            """;

    private static final String FAILURE = """
            "consumer": "warehouse-service", "attempts": 3, "diedAt": "2026-01-31T12:00:01Z",
            "exception": "org.ordertracking.warehouse.application.UnknownReservationException",
            "reason": "no reservation of order 4711"
            """;

    private static final String RECORD = """
            "key": {"text": "4711"},
            "payload": {"json": {"orderId": "4711", "trackingNumber": "OT-17", "dispatchedAt": "2026-01-31T12:00:00Z"}},
            "payloadBytes": 79,
            "headers": [{"name": "ce_type", "value": {"text": "org.ordertracking.ParcelDispatched.v1"}}],
            "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            """;

    private static final String STACK =
            ", \"stack\": \"…UnknownReservationException: no reservation of order 4711\\n\\tat …\"";

    static final String PAGE = "{\"letters\": [{" + NOTE + "\"state\": \"OPEN\", \"failure\": {" + FAILURE
            + "}}], \"nextCursor\": \"17\"}";

    static final String OPEN = "{" + NOTE + "\"state\": \"OPEN\", \"failure\": {" + FAILURE + STACK + "}, \"record\": {"
            + RECORD + "}, \"audit\": []}";

    static final String REPLAYED = "{" + NOTE + "\"state\": \"REPLAYED\", \"decidedAt\": \"2026-01-31T13:00:00Z\","
            + " \"failure\": {" + FAILURE + STACK + "}, \"record\": {" + RECORD + "}, \"audit\": " + AUDIT + "}";

    static final String DISCARDED = "{" + NOTE + "\"state\": \"DISCARDED\", \"decidedAt\": \"2026-01-31T13:00:00Z\","
            + " \"failure\": {" + FAILURE + STACK + "}, \"record\": {" + RECORD + "}, \"audit\": [{"
            + "\"at\": \"2026-01-31T13:00:00Z\", \"actor\": \"ada\", \"decision\": \"DISCARDED\","
            + " \"reason\": \"the order was placed again\"}]}";

    static final String UNKNOWN = """
            {"type": "urn:order-tracking:problem:unknown-letter", "title": "There is no such dead letter", "status": 404,
             "detail": "No dead letter of this service has the id 4711.", "instance": "/admin/dead-letters/4711",
             "remedy": "See the list at GET /admin/dead-letters."}""";

    static final String DECIDED = """
            {"type": "urn:order-tracking:problem:letter-not-decidable", "title": "This cannot be decided", "status": 409,
             "detail": "Dead letter 4711 is DISCARDED, and a decision stands.",
             "instance": "/admin/dead-letters/4711/replay",
             "remedy": "See /admin/dead-letters/4711/audit for whose it was."}""";

    private LetterExamples() {}
}
