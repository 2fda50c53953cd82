package org.ordertracking.http.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is set: what is an operator's is closed, what is anybody's is not. */
@QuarkusTest
class ClosedDoorTest {

    @TestHTTPResource
    URI service;

    @Test
    void whatLiesBelowAdminIsClosed() {
        given().post("/admin/lamp/switch")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:order-tracking:problem:admin-closed"))
                .body("instance", equalTo("/admin/lamp/switch"))
                .body("remedy", containsString("ADMIN_TOKEN"));
    }

    @Test
    void anOperatorsActElsewhereIsClosedAndOnlyThat() {
        given().put("/things/stock").then().statusCode(403);
        given().get("/things/stock").then().statusCode(200);
    }

    @Test
    void aPathThatOnlyBeginsAlikeIsOpen() {
        given().get("/administration").then().statusCode(200);
    }

    /** Spellings by which servers were led around their guards. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/lamp",
                "/admin/lamp/",
                "//admin/lamp",
                "/admin//lamp",
                "/./admin/lamp",
                "/things/../admin/lamp",
                "/%61dmin/lamp",
                "/admin;x=1/lamp",
                "/admin/lamp;x=1",
                "/;/admin/lamp",
                "/admin%2Flamp",
                "/admin%2flamp",
                "/things/..%2Fadmin/lamp",
                "/ADMIN/lamp",
                "/admin/lamp?x=1",
                "/admin/lamp%00",
                "/admin\\lamp",
            })
    void noSpellingOfThePathLeadsAround(String path) throws Exception {
        String status = statusLine("GET " + path + " HTTP/1.1");

        assertThat(status).matches("HTTP/1.1 40[034] .*");
    }

    /** Clients correct such paths, so this speaks HTTP itself. */
    private String statusLine(String requestLine) throws Exception {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
