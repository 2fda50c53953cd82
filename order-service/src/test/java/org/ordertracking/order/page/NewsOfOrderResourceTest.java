package org.ordertracking.order.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ordertracking.order.Shop;

/** No other service runs beside these tests. */
@QuarkusTest
class NewsOfOrderResourceTest {

    @ParameterizedTest
    @CsvSource({"parcel, logistics-service", "messages, notification-service"})
    void aServiceThatIsAwayIsAnAnswerAndNoFailure(String what, String service) {
        given().get("/my-orders/{id}/{what}", Shop.placeOrder(), what)
                .then()
                .statusCode(200)
                .body("hearing", equalTo("AWAY"))
                .body("sentence", startsWith(service + " does not answer"));
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        given().get("/my-orders/{id}/parcel", "a b").then().statusCode(400);
    }

    @Test
    void itIsAPartOfThePageAndNotOfTheApi() {
        given().get("/q/openapi?format=json").then().statusCode(200).body(not(containsString("my-orders")));
    }
}
