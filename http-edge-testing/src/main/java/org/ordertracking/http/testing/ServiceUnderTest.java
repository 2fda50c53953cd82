package org.ordertracking.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A service that runs, as an operator reaches it. */
final class ServiceUnderTest {

    private static final String STREAM = "text/event-stream";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    ServiceUnderTest(URI address) {
        this.address = address;
    }

    /**
     * An answer.
     *
     * @param mediaType without parameters; empty without a body
     * @param body empty for a stream, which does not end by itself
     */
    record Answer(int status, String mediaType, String body) {}

    JsonNode openApi() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/q/openapi?format=json"))
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("/q/openapi was answered with " + response.statusCode());
        }
        return Values.JSON.readTree(response.body());
    }

    Answer send(String method, String pathAndQuery, String body, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.uri(address.resolve(pathAndQuery))
                .header("Authorization", AdminToken.BEARER)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        String mediaType = response.headers()
                .firstValue("Content-Type")
                .map(value -> value.split(";", 2)[0].strip())
                .orElse("");
        try (InputStream bytes = response.body()) {
            String text = mediaType.equals(STREAM) ? "" : new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), mediaType, text);
        }
    }
}
