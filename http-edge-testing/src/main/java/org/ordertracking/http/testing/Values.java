package org.ordertracking.http.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Values that a document gives as examples. */
final class Values {

    static final ObjectMapper JSON = new ObjectMapper();

    private Values() {}

    /** A parameter's example, or else its schema's. */
    static Optional<String> example(Operation operation, JsonNode parameter) {
        Map<String, JsonNode> own = operation.examples(parameter);
        if (!own.isEmpty()) {
            return Optional.of(own.values().iterator().next().asText());
        }
        JsonNode schema = parameter.path("schema");
        if (schema.has("example")) {
            return Optional.of(schema.get("example").asText());
        }
        Iterator<JsonNode> ofSchema = schema.path("examples").elements();
        return ofSchema.hasNext() ? Optional.of(ofSchema.next().asText()) : Optional.empty();
    }

    /** An example of JSON that was written as text. */
    static JsonNode json(JsonNode example) {
        if (!example.isTextual()) {
            return example;
        }
        try {
            return JSON.readTree(example.asText());
        } catch (JsonProcessingException e) {
            return example;
        }
    }
}
