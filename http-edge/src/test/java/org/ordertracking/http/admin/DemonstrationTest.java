package org.ordertracking.http.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DemonstrationTest.Demo.class)
class DemonstrationTest {

    /** As with PostgreSQL: one profile of several. */
    public static class Demo implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "test,demo";
        }
    }

    @Test
    void aProgramMayDoWhatOperatorsDo() {
        given().post("/admin/lamp/switch").then().statusCode(200);
        given().put("/things/stock").then().statusCode(200);
    }

    @Test
    void aPageOfAnotherOriginMayNot() {
        given().header("Origin", "http://evil.example")
                .post("/admin/lamp/switch")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:order-tracking:problem:foreign-origin"));
    }

    @Test
    void aPageWhoseNameWasTurnedToThisMachineMayNot() {
        given().header("Host", "rebound.evil.example")
                .header("Origin", "http://rebound.evil.example")
                .post("/admin/lamp/switch")
                .then()
                .statusCode(403);
    }
}
