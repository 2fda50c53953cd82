package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A container of a pod. */
record Container(Manifest owner, JsonNode content) {

    String name() {
        return content.at("/name").asText();
    }

    String image() {
        return content.at("/image").asText();
    }

    /** How messages name it. */
    String id() {
        return owner.id() + ", container " + name();
    }

    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    Stream<JsonNode> environment() {
        return Yaml.elements(at("/env"));
    }

    Optional<String> variable(String name) {
        return environment()
                .filter(variable -> variable.at("/name").asText().equals(name))
                .map(variable -> variable.at("/value").asText())
                .findFirst();
    }

    /** Names of the ConfigMaps that it takes all settings from. */
    List<String> settingsFrom() {
        return Yaml.elements(at("/envFrom"))
                .map(source -> source.at("/configMapRef/name").asText())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The number of a port that is given by number or by name; empty when the container has no such port. */
    Optional<Integer> port(JsonNode numberOrName) {
        return Yaml.elements(at("/ports"))
                .filter(port -> numberOrName.isNumber()
                        ? port.at("/containerPort").asInt() == numberOrName.asInt()
                        : port.at("/name").asText().equals(numberOrName.asText()))
                .map(port -> port.at("/containerPort").asInt())
                .findFirst();
    }
}
