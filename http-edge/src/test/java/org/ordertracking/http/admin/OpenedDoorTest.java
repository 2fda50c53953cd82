package org.ordertracking.http.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OpenedDoorTest.WithToken.class)
class OpenedDoorTest {

    private static final String TOKEN = "correct-horse-battery";

    /** A token, and few wrong ones. */
    public static class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("admin.token", TOKEN, "http.limits.wrong-tokens", "100");
        }
    }

    @Test
    void theTokenOpensIt() {
        given().header("Authorization", "Bearer " + TOKEN)
                .post("/admin/lamp/switch")
                .then()
                .statusCode(200)
                .body(equalTo("switched"));
        given().header("Authorization", "Bearer " + TOKEN)
                .put("/things/stock")
                .then()
                .statusCode(200);
    }

    @Test
    void withoutItOrWithAnotherItStaysClosed() {
        given().post("/admin/lamp/switch").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        given().header("Authorization", "Bearer guess")
                .put("/things/stock")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void anUnknownPathBelowAdminIsUnknown() {
        given().header("Authorization", "Bearer " + TOKEN)
                .get("/admin/nothing")
                .then()
                .statusCode(404);
    }
}
