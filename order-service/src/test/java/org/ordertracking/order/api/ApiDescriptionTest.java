package org.ordertracking.order.api;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.http.testing.ApiDescription;
import org.ordertracking.order.Shop;

/** What /q/openapi says is what the service does. */
@QuarkusTest
class ApiDescriptionTest {

    @TestHTTPResource
    URI service;

    @Test
    void theDescriptionIsTrue() throws Exception {
        ApiDescription.of(service)
                .with("GET /orders/{id}", "id", Shop::placeOrder)
                .with("GET /orders/{id}/timeline", "id", Shop::placeOrder)
                .with("GET /orders/{id}/events", "id", Shop::placeOrder)
                .with("POST /orders/{id}/cancellation", "id", Shop::placeOrder)
                .expecting("GET /admin/faults", 404)
                .expecting("POST /admin/faults", 404)
                .expecting("DELETE /admin/faults", 404)
                .with("GET /admin/replay/{id}", "id", ApiDescriptionTest::replay)
                .expecting("GET /admin/dead-letters/{id}", 404)
                .expecting("GET /admin/dead-letters/{id}/audit", 404)
                .expecting("POST /admin/dead-letters/{id}/replay", 404)
                .expecting("POST /admin/dead-letters/{id}/discard", 404)
                .isTrue();
    }

    /** The one that was begun before, or a new one. */
    private static String replay() {
        String begun = operator().get("/admin/replay").path("replays[0].id");
        return begun != null
                ? begun
                : operator()
                        .contentType(ContentType.JSON)
                        .body("{\"views\": [\"sales\"]}")
                        .post("/admin/replay")
                        .path("id");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", AdminToken.BEARER);
    }
}
