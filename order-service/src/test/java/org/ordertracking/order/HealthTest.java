package org.ordertracking.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest {

    @Test
    void theServiceIsUp() {
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessAsksTheOwnDatabase() {
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'Database connections health check' }.status", equalTo("UP"));
    }

    @Test
    void livenessAsksNeitherDatabaseNorBroker() {
        assertThat(given().get("/q/health/live")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContainIgnoringCase("database")
                .doesNotContainIgnoringCase("kafka");
    }

    @Test
    void metricsAreThere() {
        assertThat(given().get("/q/metrics").asString()).contains("order_stream_followers");
    }

    @Test
    void theApiIsDescribed() {
        String description = given().get("/q/openapi").asString();

        assertThat(description)
                .contains("/orders:", "/orders/{id}:", "/orders/{id}/timeline:", "/orders/{id}/events:", "/products:")
                .contains("/activity:", "/analytics/orders-per-minute:", "/analytics/value-by-product:")
                .contains("/analytics/delivery-time:", "/products/{sku}/recommendations:", "/admin/replay:")
                .contains("/orders/{id}/cancellation:", "Idempotency-Key", "application/problem+json");
    }
}
