package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides by the policies of a rendering whether a connection between two pods of the namespace is let through. A pod that no
 * policy selects for a direction is not limited in it.
 */
final class NetworkPolicies {

    private final List<Manifest> policies;

    NetworkPolicies(Rendering rendering) {
        policies = rendering.of("NetworkPolicy").toList();
    }

    /** Whether one may connect to the other; each has to be allowed its half. */
    boolean allow(Map<String, String> from, Map<String, String> to, int port) {
        return allowHalf("Egress", from, to, port) && allowHalf("Ingress", to, from, port);
    }

    private boolean allowHalf(String direction, Map<String, String> pod, Map<String, String> peer, int port) {
        List<Manifest> selecting = policies.stream()
                .filter(policy -> Yaml.elements(policy.at("/spec/policyTypes"))
                        .anyMatch(type -> type.asText().equals(direction)))
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod))
                .toList();
        boolean out = direction.equals("Egress");
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> Yaml.elements(policy.at(out ? "/spec/egress" : "/spec/ingress")))
                        .anyMatch(rule -> matchesAny(rule.at(out ? "/to" : "/from"), each -> isPeer(each, peer))
                                && matchesAny(rule.at("/ports"), each -> isPort(each, port)));
    }

    /** A list that is not there or empty stands for everything. */
    private static boolean matchesAny(JsonNode list, Predicate<JsonNode> condition) {
        return list.isEmpty() || Yaml.elements(list).anyMatch(condition);
    }

    /** Peers in other namespaces and outside the cluster are none of ours. */
    private static boolean isPeer(JsonNode peer, Map<String, String> labels) {
        return peer.has("podSelector") && !peer.has("namespaceSelector") && selects(peer.at("/podSelector"), labels);
    }

    private static boolean isPort(JsonNode allowed, int port) {
        int first = allowed.at("/port").asInt();
        return allowed.at("/protocol").asText("TCP").equals("TCP")
                && port >= first
                && port <= allowed.at("/endPort").asInt(first);
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet()
                        .containsAll(Yaml.texts(selector.at("/matchLabels")).entrySet())
                && Yaml.elements(selector.at("/matchExpressions")).allMatch(each -> holds(each, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.at("/key").asText());
        boolean in = Yaml.elements(expression.at("/values"))
                .anyMatch(each -> each.asText().equals(value));
        return switch (expression.at("/operator").asText()) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("no such operator: " + expression);
        };
    }
}
