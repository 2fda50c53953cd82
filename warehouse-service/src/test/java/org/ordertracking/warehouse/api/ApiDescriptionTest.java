package org.ordertracking.warehouse.api;

import static org.ordertracking.warehouse.Orders.unique;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.testing.ApiDescription;

/** What /q/openapi says is what the service does. */
@QuarkusTest
class ApiDescriptionTest {

    @TestHTTPResource
    URI service;

    @Test
    void theDescriptionIsTrue() throws Exception {
        ApiDescription.of(service)
                .with("PUT /inventory/{sku}", "sku", () -> unique("MUG"))
                .with("PUT /inventory/{sku}/receipts/{number}", "number", () -> unique("NOTE"))
                .expecting("GET /admin/faults", 404)
                .expecting("POST /admin/faults", 404)
                .expecting("DELETE /admin/faults", 404)
                .expecting("POST /admin/replay", 400)
                .expecting("GET /admin/replay/{id}", 404)
                .expecting("GET /admin/dead-letters/{id}", 404)
                .expecting("GET /admin/dead-letters/{id}/audit", 404)
                .expecting("POST /admin/dead-letters/{id}/replay", 404)
                .expecting("POST /admin/dead-letters/{id}/discard", 404)
                .isTrue();
    }
}
