package org.ordertracking.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The recording and alert rules as they are shipped. */
record ShippedRules(List<RecordingRule> recordings, List<AlertRule> alerts) {

    static ShippedRules read() {
        List<RecordingRule> recordings = new ArrayList<>();
        List<AlertRule> alerts = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            for (JsonNode group : ObservabilityFiles.yaml(file).path("groups")) {
                for (JsonNode rule : group.path("rules")) {
                    if (rule.has("record")) {
                        recordings.add(
                                new RecordingRule(name, rule.path("record").asText(), oneLine(rule.path("expr"))));
                    } else {
                        alerts.add(alert(name, rule));
                    }
                }
            }
        }
        return new ShippedRules(recordings, alerts);
    }

    static List<Path> files() {
        return ObservabilityFiles.in("rules", ".yml");
    }

    private static AlertRule alert(String file, JsonNode rule) {
        return new AlertRule(
                file,
                rule.path("alert").asText(),
                oneLine(rule.path("expr")),
                rule.path("for").asText(),
                texts(rule.path("labels")),
                texts(rule.path("annotations")));
    }

    private static String oneLine(JsonNode expression) {
        return expression.asText().strip().replaceAll("\\s+", " ");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return Collections.unmodifiableMap(texts);
    }
}
