package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Kubernetes object as it was rendered. */
record Manifest(JsonNode content) {

    private static final Map<String, String> POD_TEMPLATES = Map.of(
            "Deployment", "/spec/template",
            "StatefulSet", "/spec/template",
            "DaemonSet", "/spec/template",
            "Job", "/spec/template",
            "CronJob", "/spec/jobTemplate/spec/template");

    String apiVersion() {
        return text("/apiVersion");
    }

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    /** Empty for objects that belong to no namespace. */
    String namespace() {
        return text("/metadata/namespace");
    }

    /** How messages name it. */
    String id() {
        return kind() + " " + name();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    boolean is(String kind, String name) {
        return is(kind) && name().equals(name);
    }

    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** Empty when it is not there. */
    String text(String pointer) {
        return at(pointer).asText("");
    }

    Map<String, String> labels() {
        return Yaml.texts(at("/metadata/labels"));
    }

    /** The pods that it makes, if it makes any. */
    Optional<Pod> pod() {
        return Optional.ofNullable(POD_TEMPLATES.get(kind())).map(pointer -> new Pod(this, at(pointer)));
    }

    /** Whether its pods run until they are stopped. */
    boolean isServing() {
        return is("Deployment") || is("StatefulSet") || is("DaemonSet");
    }

    Stream<Container> containers() {
        return pod().stream().flatMap(pod -> pod.containers().stream());
    }

    int replicas() {
        return at("/spec/replicas").asInt(1);
    }

    @Override
    public String toString() {
        return id();
    }
}
