package org.ordertracking.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One method of one path of a document, with references resolved. */
record Operation(String method, String path, JsonNode description, List<JsonNode> parameters, JsonNode document) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    operations.add(of(document, path.getKey(), path.getValue(), member.getKey(), member.getValue()));
                }
            }
        }
        return operations;
    }

    private static Operation of(JsonNode document, String path, JsonNode item, String method, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(resolved(document, parameter)));
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(document, parameter)));
        return new Operation(method.toUpperCase(Locale.ROOT), path, operation, parameters, document);
    }

    String name() {
        return method + " " + path;
    }

    /** Media types of the request's body with what the document says of each. */
    Map<String, JsonNode> requestBodies() {
        return contents(resolved(document, description.path("requestBody")));
    }

    /** Statuses with what the document says of each. */
    Map<String, JsonNode> responses() {
        Map<String, JsonNode> responses = new TreeMap<>();
        description
                .path("responses")
                .properties()
                .forEach(response -> responses.put(response.getKey(), resolved(document, response.getValue())));
        return responses;
    }

    static Map<String, JsonNode> contents(JsonNode bodyOrResponse) {
        Map<String, JsonNode> contents = new TreeMap<>();
        bodyOrResponse
                .path("content")
                .properties()
                .forEach(content -> contents.put(content.getKey(), content.getValue()));
        return contents;
    }

    /** The examples of a media type or parameter, by name. */
    Map<String, JsonNode> examples(JsonNode content) {
        Map<String, JsonNode> examples = new TreeMap<>();
        if (content.has("example")) {
            examples.put("example", content.get("example"));
        }
        for (Map.Entry<String, JsonNode> example : content.path("examples").properties()) {
            JsonNode value = resolved(document, example.getValue()).path("value");
            if (!value.isMissingNode()) {
                examples.put(example.getKey(), value);
            }
        }
        return examples;
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        String reference = node.get("$ref").asText();
        JsonNode target = reference.startsWith("#") ? document.at(reference.substring(1)) : MissingNode.getInstance();
        if (target.isMissingNode()) {
            throw new AssertionError("the document refers to " + reference + ", which is not in it");
        }
        return target;
    }
}
