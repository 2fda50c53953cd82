package org.ordertracking.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an operation's description lacks, or gives as an example although its own schema forbids it. */
final class Completeness {

    private static final String PROBLEM = "application/problem+json";

    private final Operation operation;
    private final Schemas schemas;
    private final List<String> faults = new ArrayList<>();

    Completeness(Operation operation, Schemas schemas) {
        this.operation = operation;
        this.schemas = schemas;
    }

    List<String> faults() {
        if (operation.description().path("summary").asText().isBlank()) {
            fault("has no summary");
        }
        operation.parameters().forEach(this::parameter);
        operation.requestBodies().forEach((type, content) -> content("the request body", type, content));
        Map<String, JsonNode> responses = operation.responses();
        responses.forEach(this::response);
        if (responses.keySet().stream().noneMatch(status -> status.startsWith("2"))) {
            fault("describes no success");
        }
        return faults;
    }

    private void parameter(JsonNode parameter) {
        String name = parameter.path("name").asText();
        if (parameter.path("required").asBoolean()
                && Values.example(operation, parameter).isEmpty()) {
            fault("has no example of parameter " + name);
        }
    }

    private void response(String status, JsonNode response) {
        if (response.path("description").asText().isBlank()) {
            fault("has no description of response " + status);
        }
        Map<String, JsonNode> contents = Operation.contents(response);
        if (status.compareTo("400") >= 0 && !contents.containsKey(PROBLEM)) {
            fault("does not describe response " + status + " as " + PROBLEM);
        }
        contents.forEach((type, content) -> {
            content("response " + status, type, content);
            if (type.equals(PROBLEM)) {
                operation.examples(content).forEach((name, example) -> problem(status, name, example));
            }
        });
    }

    private void problem(String status, String name, JsonNode example) {
        JsonNode value = Values.json(example);
        if (!value.path("status").asText().equals(status)) {
            fault("gives as example \"" + name + "\" of response " + status + " a problem of status "
                    + value.path("status").asText());
        }
    }

    private void content(String where, String type, JsonNode content) {
        Map<String, JsonNode> examples = operation.examples(content);
        if (examples.isEmpty()) {
            fault("has no example of " + where + " (" + type + ")");
        }
        if (type.endsWith("json") && content.has("schema")) {
            examples.forEach((name, example) -> schemas.faults(content.get("schema"), Values.json(example))
                    .forEach(message -> fault(
                            "gives an example \"" + name + "\" of " + where + " that its schema forbids: " + message)));
        }
    }

    private void fault(String what) {
        faults.add(operation.name() + " " + what);
    }
}
