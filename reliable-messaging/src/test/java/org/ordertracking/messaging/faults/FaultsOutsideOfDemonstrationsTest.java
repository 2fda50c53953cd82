package org.ordertracking.messaging.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.ordertracking.http.testing.AdminToken;

@QuarkusTest
class FaultsOutsideOfDemonstrationsTest {

    @Inject
    FaultSwitches switches;

    @Test
    void thereIsNothingEvenForAnOperator() {
        given().header("Authorization", AdminToken.BEARER)
                .contentType(ContentType.JSON)
                .body("{\"failPercent\": 100}")
                .post("/admin/faults")
                .then()
                .statusCode(404);
        given().header("Authorization", AdminToken.BEARER)
                .get("/admin/faults")
                .then()
                .statusCode(404);

        assertThat(switches.current()).isEqualTo(Faults.NONE);
    }
}
