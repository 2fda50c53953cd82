package org.ordertracking.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ordertracking.order.Shop;

@QuarkusTest
class CustomersOrdersTest {

    @Test
    void aCustomerSeesTheirOwnOrders() {
        String email = somebody();
        String orderId = placeFor(email);
        placeFor(somebody());

        ask(email, 10, null)
                .then()
                .statusCode(200)
                .body("orders", hasSize(1))
                .body("orders[0].orderId", equalTo(orderId))
                .body("orders[0].state", equalTo("PLACED"))
                .body("orders[0].pieces", equalTo(3))
                .body("orders[0].lines.sku", contains("MUG-BLUE", "TEE-M"))
                .body("orders[0].lines.quantity", contains(2, 1))
                .body("next", nullValue());
    }

    @Test
    void upperAndLowerCaseInAMailAddressAreTheSame() {
        String email = somebody();
        placeFor(email);

        ask(email.toUpperCase(java.util.Locale.ROOT), 10, null).then().body("orders", hasSize(1));
    }

    @Test
    void whoHasNoOrdersSeesNone() {
        ask(somebody(), 10, null).then().statusCode(200).body("orders", empty());
    }

    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrRepetition() {
        String email = somebody();
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            placed.add(placeFor(email));
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = ask(email, 3, cursor);
            seen.addAll(page.path("orders.orderId"));
            cursor = page.path("next");
            placeFor(email);
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(placed);
        Response all = ask(email, 100, null);
        List<String> times = all.path("orders.placedAt");
        assertThat(times).extracting(Instant::parse).isSortedAccordingTo(Collections.reverseOrder());
    }

    private static Response ask(String email, int limit, String cursor) {
        var request = given().queryParam("customer", email).queryParam("limit", limit);
        return (cursor == null ? request : request.queryParam("cursor", cursor)).get("/orders");
    }

    private static String somebody() {
        return UUID.randomUUID() + "@example.com";
    }

    private static String placeFor(String email) {
        return Shop.post(Shop.ORDER.replace("ada@example.com", email)).path("orderId");
    }
}
