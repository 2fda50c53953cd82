package org.ordertracking.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.events.Channel;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.order.LogDouble;
import org.ordertracking.order.Shop;

@QuarkusTest
class PlacingOrdersTest {

    @Inject
    LogDouble log;

    @Test
    void anOrderIsTakenAndSaysWhereItIs() {
        Response answer = Shop.post(Shop.ORDER);

        String orderId = answer.path("orderId");
        answer.then().statusCode(202).header("Location", endsWith("/orders/" + orderId));
        given().get(answer.header("Location"))
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .body("state", equalTo("PLACED"))
                .body("cancellable", equalTo(true))
                .body("customer.email", equalTo("ada@example.com"))
                .body("deliverTo.street", equalTo("12 St James's Square"))
                .body("lines[0].sku", equalTo("MUG-BLUE"))
                .body("lines[1].quantity", equalTo(1))
                .body("rejection", nullValue());
    }

    @Test
    void pricesComeFromTheCatalogue() {
        String body = Shop.post(Shop.ORDER).asString();

        assertThat(body).contains("\"total\":38.80").contains("\"currency\":\"EUR\"");
    }

    @Test
    void theOtherServicesHearOfTheOrder() {
        String orderId = Shop.placeOrder();

        await().untilAsserted(() -> assertThat(log.published(orderId))
                .singleElement()
                .isInstanceOfSatisfying(OrderPlaced.class, placed -> {
                    assertThat(placed.customer().phone()).isEqualTo("+442071234567");
                    assertThat(placed.total()).isEqualTo(new BigDecimal("38.80"));
                    assertThat(placed.lines()).hasSize(2);
                }));
    }

    @Test
    void theOtherServicesHearHowTheCustomerWantsToBeTold() {
        String chosen = Shop.ORDER.replace(
                "\"+442071234567\"}", "\"+442071234567\", \"language\": \"de\", \"channels\": [\"SMS\", \"SMS\"]}");

        String orderId = Shop.post(chosen).then().statusCode(202).extract().path("orderId");

        await().untilAsserted(() -> assertThat(log.published(orderId))
                .singleElement()
                .isInstanceOfSatisfying(OrderPlaced.class, placed -> {
                    assertThat(placed.customer().language()).isEqualTo("de");
                    assertThat(placed.customer().channels()).containsExactly(Channel.SMS);
                }));
    }

    @Test
    void theOthersHearOfTheCardAndTheVisitor() {
        String body = Shop.ORDER.replaceFirst(
                "\\{", "{\"payment\": {\"cardToken\": \"tok-visa-4242\"}, \"visitorId\": \"v-17\",");

        String orderId = Shop.post(body).then().statusCode(202).extract().path("orderId");

        await().untilAsserted(() -> assertThat(log.published(orderId))
                .singleElement()
                .isInstanceOfSatisfying(OrderPlaced.class, placed -> {
                    assertThat(placed.payment().cardToken()).isEqualTo("tok-visa-4242");
                    assertThat(placed.visitorId()).isEqualTo("v-17");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111-1111-1111-1111", "378282246310005", "5105.1051.0510.5100"})
    void aCardsNumberInPlaceOfATokenIsRefusedWithoutRepeatingIt(String number) {
        Response answer =
                Shop.post(Shop.ORDER.replaceFirst("\\{", "{\"payment\": {\"cardToken\": \"" + number + "\"},"));

        answer.then()
                .statusCode(400)
                .body("errors[0].field", equalTo("payment.cardToken"))
                .body(
                        "errors[0].remedy",
                        equalTo(
                                "This looks like a card's number. Send the payment provider's token for the card instead."));
        assertThat(answer.asString()).doesNotContain(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111112", "tok-4111111111111111", "42424242"})
    void aTokenMayHaveDigits(String token) {
        Shop.post(Shop.ORDER.replaceFirst("\\{", "{\"payment\": {\"cardToken\": \"" + token + "\"},"))
                .then()
                .statusCode(202);
    }

    @Test
    void theSameRequestSentAgainGivesTheSameOrderAndTheSameAnswer() {
        String key = UUID.randomUUID().toString();

        Response first = Shop.post(Shop.ORDER, key);
        Response second = Shop.post(Shop.ORDER, key);

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void whiteSpaceMakesNoOtherRequest() {
        String key = UUID.randomUUID().toString();

        String first = Shop.post(Shop.ORDER, key).path("orderId");
        String second = Shop.post(Shop.ORDER.replace("\n", " "), key).path("orderId");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aKeyThatComesAgainWithAnotherRequestIsRefused() {
        String key = UUID.randomUUID().toString();
        String orderId = Shop.post(Shop.ORDER, key).path("orderId");

        Shop.post(Shop.ORDER.replace("\"quantity\": 2", "\"quantity\": 3"), key)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith(":idempotency-key-reused"))
                .body("detail", equalTo("The key made order " + orderId + " from another body."));
    }

    @Test
    void aRequestThatIsRefusedDoesNotUseUpItsKey() {
        String key = UUID.randomUUID().toString();
        Shop.post(Shop.ORDER.replace("MUG-BLUE", "UNICORN"), key).then().statusCode(422);

        Shop.post(Shop.ORDER, key).then().statusCode(202);
    }

    @Test
    void twentyEqualRequestsAtTheSameMomentMakeOneOrder() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Callable<Response>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(() -> Shop.post(Shop.ORDER, key));
        }

        Set<String> orderIds = new HashSet<>();
        ExecutorService customers = Executors.newFixedThreadPool(20);
        try {
            for (Future<Response> answer : customers.invokeAll(requests)) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
                orderIds.add(answer.get().path("orderId"));
            }
        } finally {
            customers.shutdownNow();
        }

        assertThat(orderIds).hasSize(1);
        given().queryParam("customer", "ada@example.com")
                .queryParam("limit", 100)
                .get("/orders")
                .then()
                .body("orders.findAll { it.orderId == '" + orderIds.iterator().next() + "' }.size()", equalTo(1));
    }

    @Test
    void withoutAKeyEveryRequestMakesAnOrderOfItsOwn() {
        assertThat(Shop.placeOrder()).isNotEqualTo(Shop.placeOrder());
    }

    @Test
    void anUnknownProductIsRefusedWithItsLine() {
        Shop.post(Shop.ORDER.replace("TEE-M", "UNICORN"))
                .then()
                .statusCode(422)
                .body("type", endsWith(":unknown-product"))
                .body("errors.field", hasItem("lines[1].sku"));
    }

    @Test
    void aCustomerMayLeaveOutThePhoneOrTheMailAddress() {
        Shop.post(Shop.ORDER.replace(", \"phone\": \"+442071234567\"", ""))
                .then()
                .statusCode(202);
        Shop.post(Shop.ORDER.replace("\"email\": \"ada@example.com\", ", ""))
                .then()
                .statusCode(202);
    }
}
