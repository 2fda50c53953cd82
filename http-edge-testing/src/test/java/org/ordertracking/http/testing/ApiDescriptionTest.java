package org.ordertracking.http.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "paths": {"/things/{id}": {
              "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "example": "a b"}],
              "put": {
                "summary": "Set a thing",
                "requestBody": {"content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Thing"},
                  "examples": {"two": {"value": {"count": 2}}}}}},
                "responses": {
                  "200": {"description": "It is set", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Thing"}, "example": {"count": 2}}}},
                  "404": {"description": "There is none", "content": {"application/problem+json": {
                    "schema": {"type": "object", "additionalProperties": true},
                    "examples": {"none": {"value": "{\\"status\\": 404}"}}}}}}}}},
             "components": {"schemas": {"Thing": {
               "type": "object", "required": ["count"], "properties": {"count": {"type": "integer", "maximum": 9}}}}}}""";

    private final List<String> heard = new ArrayList<>();
    private String document = DOCUMENT;
    private int status = 200;
    private String mediaType = "application/json";
    private String answer = "{\"count\": 2}";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/openapi", exchange -> send(exchange, 200, "application/json", document));
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, status, mediaType, answer);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsWhatTheDocumentGivesAsAnExample() {
        assertThatCode(() -> description().isTrue()).doesNotThrowAnyException();

        assertThat(heard).containsExactly("PUT /things/a%20b Bearer a-token-for-tests-only {\"count\":2}");
    }

    @Test
    void sendsAValueThatATestHasMadeInsteadOfTheExamples() throws Exception {
        description().with("PUT /things/{id}", "id", () -> "7").isTrue();

        assertThat(heard).singleElement().asString().startsWith("PUT /things/7 ");
    }

    @Test
    void anAnswerAgainstTheSchemaIsAFault() {
        answer = "{\"count\": 10}";

        isFalse("PUT /things/{id}, example \"two\", was answered against the schema: ");
    }

    @Test
    void aMemberThatTheDocumentDoesNotNameIsAFault() {
        answer = "{\"count\": 1, \"secret\": true}";

        isFalse("secret");
    }

    @Test
    void aStatusThatTheDocumentDoesNotDescribeIsAFault() {
        status = 409;

        isFalse("was answered with 409, which the document does not describe");
    }

    @Test
    void aRefusalOfAnExampleIsAFaultUnlessItIsExpected() throws Exception {
        status = 404;
        mediaType = "application/problem+json";
        answer = "{\"status\": 404}";

        isFalse("was answered with 404 and not with success");
        description().expecting("PUT /things/{id}", 404).isTrue();
    }

    @Test
    void anotherMediaTypeIsAFault() {
        mediaType = "text/plain";

        isFalse("was answered as \"text/plain\"");
    }

    @Test
    void whatHasNoExampleIsNamedWithTheAnnotationThatGivesOne() {
        document = DOCUMENT.replace("\"example\": {\"count\": 2}", "\"x-none\": 1")
                .replace(", \"example\": \"a b\"", "")
                .replace("\"summary\"", "\"x-summary\"")
                .replace("\"examples\": {\"two\": {\"value\": {\"count\": 2}}}", "\"x-none\": 1");

        isFalse(
                "PUT /things/{id} has no summary",
                "PUT /things/{id} has no example of parameter id",
                "PUT /things/{id} has no example of the request body (application/json)",
                "PUT /things/{id} has no example of response 200 (application/json)",
                "@ExampleObject");
        assertThat(heard).isEmpty();
    }

    @Test
    void anExampleThatItsOwnSchemaForbidsIsAFault() {
        document = DOCUMENT.replace("{\"value\": {\"count\": 2}}", "{\"value\": {\"count\": 10}}");

        isFalse("gives an example \"two\" of the request body that its schema forbids");
    }

    @Test
    void aProblemOfAnotherStatusIsAFault() {
        document = DOCUMENT.replace("\\\"status\\\": 404", "\\\"status\\\": 400");

        isFalse("gives as example \"none\" of response 404 a problem of status 400");
    }

    @Test
    void anOperationThatIsNotThereAnyMoreIsNamed() {
        assertThatThrownBy(() -> description().expecting("GET /gone", 404).isTrue())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /gone: this test names it, the document does not have it");
    }

    @Test
    void aDocumentWithoutOperationsIsNotTrue() {
        document = "{\"openapi\": \"3.1.0\"}";

        isFalse("the document describes no operation");
    }

    private ApiDescription description() {
        return ApiDescription.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void isFalse(String... why) {
        assertThatThrownBy(() -> description().isTrue())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(why);
    }

    private static void send(HttpExchange exchange, int status, String mediaType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
