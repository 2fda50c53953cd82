package org.ordertracking.http.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends an operation's example requests and holds the answers against the document. */
final class Trial {

    private static final String STREAM = "text/event-stream";

    private final Operation operation;
    private final Schemas schemas;
    private final ServiceUnderTest service;
    private final Map<String, Supplier<String>> values;
    private final Integer expected;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param expected null for any success that the document has
     */
    Trial(
            Operation operation,
            Schemas schemas,
            ServiceUnderTest service,
            Map<String, Supplier<String>> values,
            Integer expected) {
        this.operation = operation;
        this.schemas = schemas;
        this.service = service;
        this.values = values;
        this.expected = expected;
    }

    List<String> faults() throws IOException, InterruptedException {
        if (operation.requestBodies().isEmpty()) {
            send("without a body", null, null);
        }
        for (Map.Entry<String, JsonNode> content : operation.requestBodies().entrySet()) {
            for (Map.Entry<String, JsonNode> example :
                    operation.examples(content.getValue()).entrySet()) {
                send("example \"" + example.getKey() + "\"", content.getKey(), Values.json(example.getValue()));
            }
        }
        return faults;
    }

    private void send(String what, String mediaType, JsonNode body) throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder();
        String path = operation.path();
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            Optional<String> value = value(parameter, name);
            if (value.isEmpty()) {
                continue;
            }
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value.get()));
                case "query" -> query.append(query.isEmpty() ? "?" : "&").append(name + "=" + encoded(value.get()));
                default -> request.header(name, value.get());
            }
        }
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        check(what, service.send(operation.method(), path + query, body == null ? null : body.toString(), request));
    }

    private Optional<String> value(JsonNode parameter, String name) {
        Supplier<String> own = values.get(name);
        return own == null ? Values.example(operation, parameter) : Optional.of(own.get());
    }

    private void check(String what, ServiceUnderTest.Answer answer) {
        Map<String, JsonNode> responses = operation.responses();
        String status = Integer.toString(answer.status());
        if (expected == null ? answer.status() >= 300 : answer.status() != expected) {
            fault(
                    what,
                    "was answered with " + status + " and not with " + (expected == null ? "success" : expected) + ": "
                            + answer.body());
        }
        if (!responses.containsKey(status)) {
            fault(what, "was answered with " + status + ", which the document does not describe: " + answer.body());
            return;
        }
        Map<String, JsonNode> contents = Operation.contents(responses.get(status));
        if (contents.isEmpty()) {
            if (!answer.body().isEmpty()) {
                fault(what, "was answered with a body, of which the document says nothing: " + answer.body());
            }
            return;
        }
        JsonNode content = contents.get(answer.mediaType());
        if (content == null) {
            fault(what, "was answered as \"" + answer.mediaType() + "\", the document has " + contents.keySet());
        } else if (!answer.mediaType().equals(STREAM)
                && content.has("schema")
                && answer.mediaType().endsWith("json")) {
            fits(what, content.get("schema"), answer.body());
        }
    }

    private void fits(String what, JsonNode schema, String body) {
        try {
            schemas.faults(schema, Values.JSON.readTree(body))
                    .forEach(message -> fault(what, "was answered against the schema: " + message));
        } catch (JsonProcessingException e) {
            fault(what, "was answered with what is no JSON: " + body);
        }
    }

    private void fault(String what, String how) {
        faults.add(operation.name() + ", " + what + ", " + how);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
