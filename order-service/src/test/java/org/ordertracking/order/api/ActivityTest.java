package org.ordertracking.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.ProductViewed;
import org.ordertracking.order.LogDouble;

@QuarkusTest
class ActivityTest {

    @Inject
    LogDouble log;

    @Test
    void whatAVisitorLooksAtGoesOntoTheLog() {
        tell("{\"visitorId\": \"v-ada\", \"viewed\": [\"MUG-BLUE\", \"TEE-M\"]}")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> assertThat(log.noted("v-ada"))
                .extracting(event -> ((ProductViewed) event).sku())
                .containsExactly("MUG-BLUE", "TEE-M"));
    }

    @Test
    void whatIsNoActivityIsRefusedAndTheFieldIsNamed() {
        tell("{\"viewed\": [\"MUG-BLUE\"]}").then().statusCode(400).body("errors.field", hasItem("visitorId"));
        tell("{\"visitorId\": \"v-ada\", \"viewed\": []}")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("viewed"));
        tell("{\"visitorId\": \"v-ada\", \"viewed\": [\"m u g\"]}")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("viewed[0]"));
        tell("{\"visitorId\": \"who am I\", \"viewed\": [\"MUG-BLUE\"]}").then().statusCode(400);
    }

    private static Response tell(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/activity");
    }
}
