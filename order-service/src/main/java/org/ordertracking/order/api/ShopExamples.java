package org.ordertracking.order.api;

/** Examples of the API's description: activity, analytics, recommendations, stuck orders. A test sends the requests. */
final class ShopExamples {

    static final String ACTIVITY = """
            {"visitorId": "v-7f3a9c", "viewed": ["MUG-BLUE", "TEE-M"]}""";

    static final String MINUTES = """
            {"minutes": [{"minute": "2026-01-31T12:00:00Z", "orders": 7}, {"minute": "2026-01-31T12:01:00Z", "orders": 0}]}""";

    static final String VALUES = """
            {"products": [{"sku": "MUG-BLUE", "currency": "EUR", "orders": 7, "pieces": 9, "amount": 116.10}]}""";

    static final String DELIVERY_TIME = """
            {"orders": 120, "p50Seconds": 90000.5, "p95Seconds": 95200.0, "relativeError": 0.02}""";

    static final String RECOMMENDATIONS = """
            {"sku": "MUG-BLUE", "alsoBought": [{"sku": "TEE-M", "name": "T-shirt, M", "unitPrice": 19.90,
                                                "currency": "EUR", "visitors": 4}]}""";

    static final String STUCK = """
            {"orders": [{"orderId": "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10", "state": "PLACED",
                         "waitsFor": {"service": "warehouse-service", "events": ["StockReserved", "StockRejected"],
                                      "since": "2026-01-31T12:00:00Z"},
                         "stuckSince": "2026-01-31T12:10:00Z"}]}""";

    private ShopExamples() {}
}
