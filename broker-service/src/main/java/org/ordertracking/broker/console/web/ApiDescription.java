package org.ordertracking.broker.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the API can do, as OpenAPI says it: a resource, held to the table of operations by a test. */
final class ApiDescription {
    static final String RESOURCE = "/api/openapi.json";

    private ApiDescription() {}

    static JsonNode read(ObjectMapper json) {
        try (InputStream resource = ApiDescription.class.getResourceAsStream(RESOURCE)) {
            return json.readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
