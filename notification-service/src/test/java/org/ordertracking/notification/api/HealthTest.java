package org.ordertracking.notification.api;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HealthTest {

    private static final String DATABASE = "Database connections health check";

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void aRunningServiceIsUp(String check) {
        when().get("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void onlyReadinessAsksTheDatabase() {
        when().get("/q/health/ready").then().body("checks.name", hasItem(DATABASE));
        when().get("/q/health/live").then().body("checks.name", not(hasItem(DATABASE)));
        when().get("/q/health/started").then().body("checks.name", not(hasItem(DATABASE)));
    }

    @Test
    void metricsAreServed() {
        when().get("/q/metrics").then().statusCode(200).body(containsString("outbox_"));
    }
}
