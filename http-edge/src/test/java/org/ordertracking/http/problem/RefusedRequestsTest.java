package org.ordertracking.http.problem;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is a problem that says what and how to mend it. */
@QuarkusTest
class RefusedRequestsTest {

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\": 0}                             | count          | at least 1                          | Change it, it was 0.",
                "{\"count\": 10}                            | count          | at most 9                           | Change it, it was 10.",
                "{}                                         | count          | required                            | Say how many.",
                "{\"count\": \"2\"}                         | count          | a whole number                      | Send a whole number.",
                "{\"count\": 1, \"colour\": \"GREEN\"}      | colour         | one of [RED, BLUE]                  | Send one of [RED, BLUE].",
                "{\"count\": 1, \"since\": \"yesterday\"}   | since          | a time such as 2026-01-31T12:00:00Z | Send a time such as 2026-01-31T12:00:00Z.",
                "{\"count\": 1, \"price\": \"12\"}          | price          | a number                            | Send a number.",
                "{\"count\": 1, \"used\": \"true\"}         | used           | true or false                       | Send true or false.",
                "{\"count\": 1, \"parts\": {}}              | parts          | a list                              | Send a list.",
                "{\"count\": 1, \"parts\": [{\"count\": 0}]}| parts[0].count | at least 1                          | Change it, it was 0.",
                "{\"count\": 99999999999}                   | count          | cannot be read                      | Change the value",
                "null                                       | body           | required                            | Send a thing.",
            })
    void aBodyThatBreaksALimitIsRefusedByFieldLimitAndRemedy(String body, String field, String limit, String remedy) {
        isAProblem(given().contentType(ContentType.JSON)
                        .body(body)
                        .post("/things")
                        .then()
                        .statusCode(400))
                .body("errors.field", equalTo(List.of(field)))
                .body("errors[0].limit", startsWith(limit))
                .body("errors[0].remedy", startsWith(remedy));
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        isAProblem(given().contentType(ContentType.JSON)
                        .body("{\"count\": 0, \"parts\": [{\"count\": 10}]}")
                        .post("/things")
                        .then()
                        .statusCode(400))
                .body("errors.field", hasItems("count", "parts[0].count"))
                .body("detail", equalTo("count: at least 1; parts[0].count: at most 9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "{\"count\": 1} {}", "not json"})
    void whatIsNoJsonObjectIsRefusedWithItsPlace(String body) {
        isAProblem(given().contentType(ContentType.JSON)
                        .body(body)
                        .post("/things")
                        .then()
                        .statusCode(400))
                .body("type", equalTo("urn:order-tracking:problem:malformed-body"))
                .body("detail", containsString("at line 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "colour=GREEN,             colour, 'one of [RED, BLUE]'",
        "from=soon,                from,   a whole number up to 9223372036854775807",
        "from=9223372036854775808, from,   a whole number up to 9223372036854775807",
    })
    void aParameterIsRefusedByNameAndLimit(String query, String field, String limit) {
        isAProblem(when().get("/things?" + query).then().statusCode(400))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].limit", equalTo(limit));
    }

    @Test
    void whatTheHttpLayerRefusesIsAProblem() {
        isAProblem(when().get("/nowhere").then().statusCode(404))
                .body("detail", equalTo("There is nothing at /nowhere."));
        isAProblem(when().delete("/things").then().statusCode(405));
        isAProblem(given().accept("text/csv").get("/things").then().statusCode(406));
        isAProblem(given().contentType(ContentType.TEXT)
                .body("two")
                .post("/things")
                .then()
                .statusCode(415));
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedBeforeItIsRead() {
        isAProblem(given().contentType(ContentType.JSON)
                        .body(" ".repeat(16 * 1024 + 1))
                        .post("/things")
                        .then()
                        .statusCode(413))
                .header("Connection", "close")
                .body("detail", containsString("16384 bytes"));
    }

    @Test
    void aDatabaseThatGivesNoConnectionIsBusy() {
        isAProblem(when().get("/things/no-connection").then().statusCode(503)).header("Retry-After", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "wrong-sql"})
    void theUnforeseenTellsAReferenceAndNothingOfTheInside(String resource) {
        isAProblem(when().get("/things/" + resource).then().statusCode(500))
                .body("detail", containsString("reference"))
                .body("detail", not(containsString("secret")))
                .body("", not(hasKey("errors")));
    }

    private static ValidatableResponse isAProblem(ValidatableResponse answer) {
        return answer.contentType("application/problem+json")
                .body("type", startsWith("urn:order-tracking:problem:"))
                .body("title", notNullValue())
                .body("status", notNullValue())
                .body("detail", notNullValue())
                .body("remedy", notNullValue())
                .body("instance", startsWith("/"));
    }
}
