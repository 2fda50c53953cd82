package org.ordertracking.warehouse.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.ordertracking.warehouse.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.warehouse.application.StockReservations;
import org.ordertracking.warehouse.domain.Line;

@QuarkusTest
class InventoryResourceTest {

    private static final String PROBLEM = "application/problem+json";

    private final String mug = unique("MUG");

    @Inject
    StockReservations reservations;

    @Test
    void theInventoryComesInPages() {
        when().get("/inventory?size=3&page=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("page", equalTo(1))
                .body("size", equalTo(3))
                .body("total", greaterThanOrEqualTo(20));
    }

    @Test
    void aPageBeyondTheLastIsEmpty() {
        when().get("/inventory?page=1000000").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void anArticleIsFoundBySku() {
        when().get("/inventory/POSTER-LOG")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("sku", equalTo("POSTER-LOG"))
                .body("onHand", equalTo(0))
                .body("reserved", equalTo(0))
                .body("available", equalTo(0))
                .body("version", equalTo(1));
    }

    @Test
    void anUnknownArticleIsNotFound() {
        when().get("/inventory/" + mug)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:order-tracking:problem:unknown-article"))
                .body("status", equalTo(404))
                .body("detail", containsString(mug))
                .body("remedy", containsString("GET /inventory"));
    }

    @Test
    void settingTheCountOfAnUnknownArticleAddsIt() {
        setting("{\"onHand\": 12}")
                .put("/inventory/" + mug)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("onHand", equalTo(12))
                .body("available", equalTo(12));
    }

    @Test
    void settingTheCountOfAKnownArticleKeepsWhatIsReserved() {
        reservedOf(5, 2);

        setting("{\"onHand\": 2}")
                .put("/inventory/" + mug)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("onHand", equalTo(2))
                .body("reserved", equalTo(2))
                .body("available", equalTo(0));
    }

    @Test
    void aCountBelowWhatIsReservedIsRefusedWithBothNumbers() {
        reservedOf(5, 2);

        setting("{\"onHand\": 1}")
                .put("/inventory/" + mug)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:order-tracking:problem:below-reserved"))
                .body("onHand", equalTo(1))
                .body("reserved", equalTo(2))
                .body("detail", containsString("cannot be set to 1: 2 pieces are reserved"))
                .body("remedy", containsString("Set onHand to 2 or more"));
    }

    @Test
    void theCountIsSetIfNobodyChangedTheArticleMeanwhile() {
        setting("{\"onHand\": 5}").put("/inventory/" + mug);

        setting("{\"onHand\": 6}")
                .header("If-Match", "\"1\"")
                .put("/inventory/" + mug)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        setting("{\"onHand\": 7}")
                .header("If-Match", "\"1\"")
                .put("/inventory/" + mug)
                .then()
                .statusCode(412)
                .contentType(PROBLEM)
                .body("version", equalTo(2))
                .body("detail", containsString("is at version 2, not 1"));
        when().get("/inventory/" + mug).then().body("onHand", equalTo(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "W/\"1\"", "\"x\"", "*", "\"1\", \"2\""})
    void anIfMatchThatNamesNoVersionIsRefused(String ifMatch) {
        setting("{\"onHand\": 7}")
                .header("If-Match", ifMatch)
                .put("/inventory/" + mug)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo("If-Match"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"onHand\": -1}         | onHand | at least 0        | Change it, it was -1.",
                "{\"onHand\": 1000000001} | onHand | at most 1000000000 | Change it, it was 1000000001.",
                "{\"onHand\": 1.5}        | onHand | a whole number    | Send a whole number.",
                "{\"onHand\": \"1\"}      | onHand | a whole number    | Send a whole number.",
                "{\"onHand\": {}}         | onHand | a whole number    | Send a whole number.",
                "{\"onHand\": null}       | onHand | required          | Send a whole number.",
                "{\"onhand\": 1}          | onHand | required          | Send a whole number.",
                "{}                       | onHand | required          | Send a whole number.",
                "null                     | body   | required          | Send a JSON object such as {\"onHand\": 10}.",
            })
    void aBodyThatBreaksALimitIsRefusedByFieldLimitAndRemedy(String body, String field, String limit, String remedy) {
        setting(body)
                .put("/inventory/" + mug)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", equalTo(field + ": " + limit))
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].limit", equalTo(limit))
                .body("errors[0].remedy", equalTo(remedy));
        when().get("/inventory/" + mug).then().statusCode(404);
    }

    @Test
    void aNumberBeyondAllBoundsIsRefused() {
        setting("{\"onHand\": 99999999999999999999}")
                .put("/inventory/" + mug)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("onHand"))
                .body("errors[0].limit", containsString("out of range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"onHand\": ", "[]", "7", "onHand=7"})
    void whatIsNoJsonObjectIsRefused(String body) {
        setting(body)
                .put("/inventory/" + mug)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", startsWith("The body is not the JSON that is expected at line 1"));
    }

    @Test
    void aRequestWithoutABodyIsRefused() {
        operator()
                .contentType(ContentType.JSON)
                .put("/inventory/" + mug)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo("body"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedByItsLength() {
        setting("{\"onHand\": 1" + " ".repeat(16 * 1024) + "}")
                .put("/inventory/" + mug)
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("detail", containsString("more than 16384 bytes"));
    }

    @ParameterizedTest
    @CsvSource({
        "page=abc, page, a whole number up to 2147483647",
        "size=1.5, size, a whole number up to 2147483647",
        "page=99999999999, page, a whole number up to 2147483647",
        "page=-1, page, at least 0",
        "page=1000001, page, at most 1000000",
        "size=0, size, at least 1",
        "size=201, size, at most 200",
    })
    void aParameterThatBreaksALimitIsRefusedByNameAndLimit(String query, String field, String limit) {
        when().get("/inventory?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].limit", equalTo(limit))
                .body("errors[0].remedy", startsWith("Change it"));
    }

    @Test
    void aSkuOfAnotherFormIsRefused() {
        when().get("/inventory/a b")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo("sku"));
    }

    @Test
    void anUnknownRouteIsNotFound() {
        when().get("/nowhere")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", equalTo("There is nothing at /nowhere."))
                .body("remedy", containsString("/q/openapi"));
    }

    @Test
    void anUnknownMethodIsRefused() {
        when().delete("/inventory").then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        operator()
                .contentType(ContentType.TEXT)
                .body("7")
                .put("/inventory/" + mug)
                .then()
                .statusCode(415)
                .contentType(PROBLEM)
                .body("remedy", containsString("application/json"));
        given().accept(ContentType.HTML)
                .get("/inventory")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() {
        when().get("/failing/database-away")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", "2")
                .body("detail", containsString("database did not answer"));
    }

    @Test
    void anUnforeseenFailureTellsAReferenceAndNothingElse() {
        when().get("/failing/unforeseen")
                .then()
                .statusCode(500)
                .contentType(PROBLEM)
                .body("detail", containsString("reference"))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void theDescriptionOfTheInterfaceNamesThePaths() {
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/inventory"))
                .body("paths", hasKey("/inventory/{sku}"));
    }

    @Test
    void onlyAnOperatorSetsACount() {
        given().contentType(ContentType.JSON)
                .body("{\"onHand\": 12}")
                .put("/inventory/" + mug)
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:order-tracking:problem:admin-token-required"));
        when().get("/inventory/" + mug).then().statusCode(404);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", AdminToken.BEARER);
    }

    private static RequestSpecification setting(String body) {
        return operator().contentType(ContentType.JSON).body(body);
    }

    private void reservedOf(long onHand, int reserved) {
        setting("{\"onHand\": " + onHand + "}").put("/inventory/" + mug);
        reservations.reserve(unique("order"), List.of(new Line(mug, reserved)));
    }
}
