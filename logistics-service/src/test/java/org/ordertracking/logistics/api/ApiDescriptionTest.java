package org.ordertracking.logistics.api;

import static org.ordertracking.logistics.Orders.unique;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.testing.ApiDescription;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Destination;

/** What /q/openapi says is what the service does. */
@QuarkusTest
class ApiDescriptionTest {

    @TestHTTPResource
    URI service;

    @Inject
    DeliverySchedule schedule;

    @Test
    void theDescriptionIsTrue() throws Exception {
        ApiDescription.of(service)
                .with("GET /deliveries/{orderId}", "orderId", this::scheduled)
                .with("GET /deliveries/{orderId}/events", "orderId", this::scheduled)
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

    private String scheduled() {
        String order = unique("order");
        schedule.schedule(order, new Destination("Main St 1", "10115", "Berlin", "DE"));
        return order;
    }
}
