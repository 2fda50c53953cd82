package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The template of pods. */
record Pod(Manifest owner, JsonNode template) {

    JsonNode spec() {
        return template.at("/spec");
    }

    Map<String, String> labels() {
        return Yaml.texts(template.at("/metadata/labels"));
    }

    /** All, init containers included. */
    List<Container> containers() {
        List<Container> containers = new ArrayList<>();
        for (String list : List.of("/initContainers", "/containers")) {
            spec().at(list).forEach(content -> containers.add(new Container(owner, content)));
        }
        return containers;
    }

    String serviceAccount() {
        return spec().at("/serviceAccountName").asText("");
    }

    int graceSeconds() {
        return spec().at("/terminationGracePeriodSeconds").asInt(30);
    }
}
