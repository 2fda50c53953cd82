package org.ordertracking.http.limit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RateLimitTest.Strict.class)
class RateLimitTest {

    /** Two writes an hour, behind a proxy that says whose request it is. */
    public static class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "http.limits.writes", "2",
                    "http.limits.reads", "2",
                    "http.limits.period", "1H",
                    "quarkus.http.proxy.proxy-address-forwarding", "true");
        }
    }

    @Test
    void whoSendsMoreThanTheLimitIsToldWhenToComeAgain() {
        write("192.0.2.1").then().statusCode(200).header("RateLimit", matchesPattern("\"writes\";r=1;t=\\d+"));
        write("192.0.2.1").then().statusCode(200);

        write("192.0.2.1")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .header("RateLimit-Policy", equalTo("\"writes\";q=2;w=3600"))
                .header("RateLimit", matchesPattern("\"writes\";r=0;t=\\d+"))
                .body("type", equalTo("urn:order-tracking:problem:too-many-requests"))
                .body("instance", equalTo("/things"))
                .body("remedy", containsString("http.limits.writes"));
    }

    @Test
    void othersAreNotHampered() {
        write("192.0.2.2");
        write("192.0.2.2");
        write("192.0.2.2").then().statusCode(429);

        write("192.0.2.3").then().statusCode(200);
    }

    @Test
    void requestsThatAreRefusedCountToo() {
        from("192.0.2.4").post("/nowhere").then().statusCode(404);
        from("192.0.2.4").post("/nowhere").then().statusCode(404);

        write("192.0.2.4").then().statusCode(429);
    }

    @Test
    void probesAreNotCounted() {
        for (int i = 0; i < 5; i++) {
            from("192.0.2.5").get("/q/health/live").then().header("RateLimit", nullValue());
        }
        from("192.0.2.5").get("/things").then().statusCode(200);
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    private static Response write(String address) {
        return from(address)
                .contentType(ContentType.JSON)
                .body("{\"count\": 1}")
                .post("/things");
    }
}
