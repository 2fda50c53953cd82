package org.ordertracking.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.order.Shop;

/** Whatever is wrong with a request, the answer is a problem that says what and how to mend it. */
@QuarkusTest
class RefusedRequestsTest {

    private static final String PROBLEM = "application/problem+json";

    @TestHTTPResource
    URI shop;

    @ParameterizedTest(name = "{0} instead of {1}: {2} must be {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\": 0    | \"quantity\": 2        | lines[0].quantity    | at least 1",
                "\"quantity\": 1001 | \"quantity\": 2        | lines[0].quantity    | at most 1000",
                "\"x\": 1           | \"quantity\": 2        | lines[0].quantity    | required",
                "\"sku\": \"a b\"   | \"sku\": \"MUG-BLUE\"  | lines[0].sku         | at most 64 letters, digits, dots, dashes or underscores",
                "\"MUG-BLUE\"       | \"TEE-M\"              | lines                | each product once",
                "ada.example.com    | ada@example.com        | customer.email       | name@domain, at most 254 characters, no spaces",
                "0442071234567      | +442071234567          | customer.phone       | E.164: a plus sign and 2 to 15 digits",
                "\" \"              | \"Ada Lovelace\"       | customer.name        | not blank",
                "Ada\\nLovelace     | Ada Lovelace           | customer.name        | no control characters",
                "Ada\\u0000         | Ada Lovelace           | customer.name        | no control characters",
                "Ada\\ud800         | Ada Lovelace           | customer.name        | no control characters",
                "gb                 | GB                     | deliverTo.country    | two capital letters",
                "12345678901234567  | SW1Y 4JH               | deliverTo.postalCode | at most 16",
                "\"who\"            | \"customer\"           | customer             | required",
                "\"where\"          | \"deliverTo\"          | deliverTo            | required",
                "\"what\"           | \"lines\"              | lines                | required",
            })
    void aValueBeyondItsLimitIsNamedWithLimitAndRemedy(String wrong, String right, String field, String limit) {
        assertThat(Shop.ORDER).contains(right);

        Shop.post(Shop.ORDER.replace(right, wrong))
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors.find { it.field == '" + field + "' }.limit", equalTo(limit))
                .body("errors.find { it.field == '" + field + "' }.remedy", not(nullValue()));
    }

    @Test
    void fiftyOneLinesAreTooMany() {
        String lines = String.join(
                ",",
                IntStream.range(0, 51)
                        .mapToObj("{\"sku\": \"SKU-%d\", \"quantity\": 1}"::formatted)
                        .toList());

        Shop.post(Shop.ORDER.replaceAll("\\[.*]", "[" + lines + "]"))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("lines")))
                .body("errors[0].limit", equalTo("from 1 to 50"));
    }

    @Test
    void aCustomerWhoCannotBeReachedIsRefused() {
        String nobody = Shop.ORDER.replace(", \"email\": \"ada@example.com\", \"phone\": \"+442071234567\"", "");
        assertThat(nobody).isNotEqualTo(Shop.ORDER);

        Shop.post(nobody)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("customer"))
                .body("errors[0].limit", equalTo("email or phone"));
    }

    @ParameterizedTest(name = "{0}: {1} must be {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\"email\": \"ada@example.com\", \"channels\": [\"MAIL\", \"SMS\"] ; customer.channels ; channels with an address",
                "\"phone\": \"+442071234567\", \"channels\": [\"MAIL\"] ; customer.channels ; channels with an address",
                "\"email\": \"ada@example.com\", \"channels\": [] ; customer.channels ; from 1 to 2",
                "\"email\": \"ada@example.com\", \"channels\": [\"PIGEON\"] ; customer.channels[0] ; matches MAIL|SMS",
                "\"email\": \"ada@example.com\", \"language\": \"german\" ; customer.language ; matches [a-z]{2}",
            })
    void aChoiceThatCannotBeKeptIsNamedWithLimitAndRemedy(String choice, String field, String limit) {
        String addresses = "\"email\": \"ada@example.com\", \"phone\": \"+442071234567\"";
        assertThat(Shop.ORDER).contains(addresses);

        Shop.post(Shop.ORDER.replace(addresses, choice))
                .then()
                .statusCode(400)
                .body("errors.find { it.field == '" + field + "' }.limit", equalTo(limit))
                .body("errors.find { it.field == '" + field + "' }.remedy", not(nullValue()));
    }

    @ParameterizedTest(name = "{1} is not {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\": \"2\" | lines[0].quantity | a whole number",
                "\"quantity\": 2.5   | lines[0].quantity | a whole number",
                "\"quantity\": true  | lines[0].quantity | a whole number",
                "\"quantity\": [2]   | lines[0].quantity | a whole number",
            })
    void aValueOfTheWrongTypeIsNotGuessedAt(String wrong, String field, String expected) {
        Shop.post(Shop.ORDER.replace("\"quantity\": 2", wrong))
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", endsWith(":malformed-body"))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].limit", equalTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{", "{\"customer\": }", "{} {}", "not json", "\"{}\""})
    void aBodyThatIsNoOrderIsRefusedWithAProblem(String body) {
        isAProblem(Shop.post(body).then().statusCode(400));
    }

    @Test
    void aBodyInAnotherFormatIsRefused() {
        isAProblem(given().contentType(ContentType.TEXT)
                .body("two mugs")
                .post("/orders")
                .then()
                .statusCode(415));
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsRead() {
        isAProblem(Shop.post(" ".repeat(64 * 1024 + 1)).then().statusCode(413))
                .body("detail", containsString("65536 bytes"))
                .header("Connection", "close");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefusedWhileItIsRead() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("/orders"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(" ".repeat(80 * 1024).getBytes())))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("65536 bytes");
    }

    @Test
    void aBodyWithinTheLimitIsTakenWhetherItsLengthIsSaidOrNot() throws Exception {
        String order = Shop.ORDER + " ".repeat(60 * 1024);
        HttpRequest request = HttpRequest.newBuilder(shop.resolve("/orders"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(order.getBytes())))
                .build();

        assertThat(Shop.post(order).statusCode()).isEqualTo(202);
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/orders/x/y/z", "/api/orders", "/assets/none.css"})
    void aPathThatLeadsNowhereIsAProblem(String path) {
        isAProblem(given().get(path).then().statusCode(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "%00", "a%2Fb", "%3Cscript%3E"})
    void anOrderThatIsNotThereIsAProblem(String id) {
        for (String path : List.of("/orders/", "/orders/{}/timeline", "/orders/{}/events")) {
            isAProblem(given().urlEncodingEnabled(false)
                    .get(path.contains("{}") ? path.replace("{}", id) : path + id)
                    .then()
                    .statusCode(404));
        }
    }

    @Test
    void aMethodThatThereIsNotIsAProblem() {
        isAProblem(given().delete("/orders").then().statusCode(405));
    }

    @Test
    void aFormatThatCannotBeAnsweredIsAProblem() {
        isAProblem(given().accept("text/csv").get("/products").then().statusCode(406));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a key", "schlüssel"})
    void anIdempotencyKeyIsVisibleAscii(String key) {
        Shop.post(Shop.ORDER, key).then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "customer=nobody,                      customer",
        "customer=ada@example.com&limit=0,     limit",
        "customer=ada@example.com&limit=101,   limit",
        "customer=ada@example.com&limit=many,  limit",
        "customer=ada@example.com&cursor=!,    cursor",
        "customer=ada@example.com&cursor=AAAA, cursor",
        "limit=5,                              customer",
    })
    void aQueryThatBreaksALimitIsRefusedWithItsParameter(String query, String field) {
        isAProblem(given().get("/orders?" + query).then().statusCode(400)).body("errors[0].field", equalTo(field));
    }

    @Test
    void aCancellationSaysWhy() {
        given().contentType(ContentType.JSON)
                .body("{\"reason\": \" \"}")
                .post("/orders/{id}/cancellation", Shop.placeOrder())
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
    }

    private static ValidatableResponse isAProblem(ValidatableResponse answer) {
        return answer.contentType(PROBLEM)
                .body("type", notNullValue())
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("remedy", notNullValue())
                .body("instance", notNullValue());
    }
}
