package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ordertracking.endtoend.kubernetes.Neighbour.Port;

/**
 * Network policies ({@code networking.k8s.io/v1}), worked out: a connection is allowed when the side that begins may send it
 * and the side that answers may take it. A pod that no policy of a direction selects is free in that direction; one that some
 * select may do what any of them allows.
 */
final class NetworkPolicies {

    private final List<Manifest> policies;

    NetworkPolicies(Collection<Manifest> manifests) {
        policies = manifests.stream()
                .filter(manifest -> manifest.is("NetworkPolicy"))
                .toList();
    }

    NetworkPolicies(Rendering rendering) {
        this(rendering.manifests());
    }

    /** Whether one pod of the suite's namespace may connect to another. */
    boolean allow(Map<String, String> from, Map<String, String> to, int port) {
        return allow(
                Neighbour.pod("from", Neighbourhood.NAMESPACE, from),
                Neighbour.pod("to", Neighbourhood.NAMESPACE, to),
                Port.tcp(port));
    }

    boolean allow(Neighbour from, Neighbour to, Port port) {
        return allowsSide("Egress", "egress", "/to", from, to, port)
                && allowsSide("Ingress", "ingress", "/from", to, from, port);
    }

    private boolean allowsSide(
            String direction, String rules, String peers, Neighbour subject, Neighbour other, Port port) {
        List<Manifest> applicable = policies.stream()
                .filter(policy -> selects(policy, subject) && hasDirection(policy, direction))
                .toList();
        return applicable.isEmpty()
                || applicable.stream()
                        .anyMatch(policy -> Yaml.elements(policy.at("/spec/" + rules))
                                .anyMatch(rule -> hasPort(rule.at("/ports"), port)
                                        && hasPeer(rule.at(peers), policy.namespace(), other)));
    }

    private static boolean selects(Manifest policy, Neighbour pod) {
        return pod.isPod()
                && policy.namespace().equals(pod.namespace())
                && matches(policy.at("/spec/podSelector"), pod.labels());
    }

    private static boolean hasDirection(Manifest policy, String direction) {
        return Yaml.elements(policy.at("/spec/policyTypes"))
                .anyMatch(type -> type.asText().equals(direction));
    }

    /** No list means every port. */
    private static boolean hasPort(JsonNode ports, Port port) {
        return ports.isMissingNode() || Yaml.elements(ports).anyMatch(each -> isPort(each, port));
    }

    private static boolean isPort(JsonNode allowed, Port port) {
        if (!allowed.at("/protocol").asText("TCP").equals(port.protocol())) {
            return false;
        }
        JsonNode first = allowed.at("/port");
        if (!first.isMissingNode() && !first.isInt()) {
            throw new IllegalArgumentException("Ports by name are not known here: " + allowed);
        }
        int last = allowed.at("/endPort").asInt(first.asInt());
        return first.isMissingNode() || first.asInt() <= port.number() && port.number() <= last;
    }

    /** No list means everybody. */
    private static boolean hasPeer(JsonNode peers, String namespace, Neighbour other) {
        return peers.isMissingNode() || Yaml.elements(peers).anyMatch(peer -> isPeer(peer, namespace, other));
    }

    private static boolean isPeer(JsonNode peer, String namespace, Neighbour other) {
        if (peer.has("ipBlock")) {
            return other.address()
                    .filter(isIn(peer.at("/ipBlock/cidr").asText()))
                    .filter(address ->
                            Yaml.elements(peer.at("/ipBlock/except")).noneMatch(block -> address.isIn(block.asText())))
                    .isPresent();
        }
        boolean inNamespace = peer.has("namespaceSelector")
                ? matches(peer.at("/namespaceSelector"), other.namespaceLabels())
                : other.namespace().equals(namespace);
        return other.isPod()
                && inNamespace
                && (!peer.has("podSelector") || matches(peer.at("/podSelector"), other.labels()));
    }

    private static Predicate<Address> isIn(String cidr) {
        return address -> address.isIn(cidr);
    }

    /** An empty selector selects all. */
    static boolean matches(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet()
                        .containsAll(Yaml.texts(selector.at("/matchLabels")).entrySet())
                && Yaml.elements(selector.at("/matchExpressions")).allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.at("/key").asText());
        boolean listed = Yaml.elements(expression.at("/values"))
                .anyMatch(each -> each.asText().equals(value));
        return switch (expression.at("/operator").asText()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("No such operator: " + expression);
        };
    }
}
