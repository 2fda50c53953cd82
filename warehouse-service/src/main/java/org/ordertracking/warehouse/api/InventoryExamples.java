package org.ordertracking.warehouse.api;

/** Examples of the API's description. A test sends the requests, and holds each against its schema. */
final class InventoryExamples {

    static final String ITEM = """
            {"sku": "MUG-BLUE", "onHand": 500, "reserved": 20, "available": 480, "version": 7}""";

    static final String PAGE = """
            {"items": [{"sku": "MUG-BLUE", "onHand": 500, "reserved": 20, "available": 480, "version": 7}],
             "page": 0, "size": 50, "total": 1}""";

    static final String COUNT = """
            {"onHand": 500}""";

    static final String UNKNOWN = """
            {"type": "urn:order-tracking:problem:unknown-article", "title": "Unknown article", "status": 404,
             "detail": "The warehouse does not keep MUG-GREEN.", "instance": "/inventory/MUG-GREEN",
             "remedy": "GET /inventory lists the articles; PUT /inventory/{sku} adds one."}""";

    static final String BELOW_RESERVED = """
            {"type": "urn:order-tracking:problem:below-reserved", "title": "Fewer pieces than reserved", "status": 409,
             "detail": "MUG-BLUE cannot be set to 1: 2 pieces are reserved", "instance": "/inventory/MUG-BLUE",
             "remedy": "Set onHand to 2 or more, or wait until the orders are dispatched or cancelled.",
             "onHand": 1, "reserved": 2}""";

    static final String CHANGED = """
            {"type": "urn:order-tracking:problem:version-mismatch", "title": "Changed meanwhile", "status": 412,
             "detail": "MUG-BLUE is at version 2, not 1", "instance": "/inventory/MUG-BLUE",
             "remedy": "GET the article, look at its count, and send its ETag as If-Match.", "version": 2}""";

    static final String RECEIPT = """
            {"quantity": 120}""";

    static final String RECEIPT_DIFFERS = """
            {"type": "urn:order-tracking:problem:receipt-differs", "title": "Counted before with another quantity",
             "status": 409, "detail": "NOTE-4711 was counted with 120 pieces", "instance": "/inventory/MUG-BLUE/receipts/NOTE-4711",
             "remedy": "Send another number for another delivery. To correct a count, PUT /inventory/{sku}.", "quantity": 120}""";

    private InventoryExamples() {}
}
