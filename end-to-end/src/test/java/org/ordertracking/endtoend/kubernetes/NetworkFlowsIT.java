package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.endtoend.kubernetes.Neighbour.Port;

/**
 * Who may talk to whom under the component network-policies: all pairs of pods and neighbours, on every port that somebody
 * listens on. What stands in the table is allowed, everything else is not.
 */
@Tag("kubernetes")
class NetworkFlowsIT {

    private static final String COMPONENT = "network-policies";
    private static final List<String> SERVICES = OurServices.USING_THE_BROKER;
    private static final List<String> BROKERS = List.of("broker-service", "kafka");

    private static final List<String> PROMETHEUS = List.of("prometheus", "prometheus-monitoring");

    private record Flow(List<String> from, List<String> to, List<Integer> ports) {}

    private static final List<Flow> TABLE = List.of(
            flow(SERVICES, BROKERS, 9092),
            flow(SERVICES, List.of("postgresql"), 5432),
            flow(List.of("smoke", "load-generator", "traefik"), List.of("order-service"), 8080),
            flow(List.of("order-service"), List.of("warehouse-service"), 8081),
            flow(List.of("order-service"), List.of("logistics-service"), 8082),
            flow(List.of("order-service"), List.of("notification-service"), 8083),
            flow(List.of("order-service"), List.of("broker-service"), 8090),
            flow(List.of("notification-service"), List.of("mailpit"), 1025),
            flow(List.of("notification-service"), List.of("public address", "private address"), 25, 465, 587),
            flow(List.of("notification-service"), List.of("public address"), 443),
            flow(List.of("keda-operator"), BROKERS, 9092),
            flow(PROMETHEUS, List.of("broker-service"), 8090),
            flow(PROMETHEUS, List.of("order-service"), 8080),
            flow(PROMETHEUS, List.of("warehouse-service"), 8081),
            flow(PROMETHEUS, List.of("logistics-service"), 8082),
            flow(PROMETHEUS, List.of("notification-service"), 8083),
            flow(SERVICES, List.of("jaeger"), 4317, 4318),
            flow(List.of(OurServices.BROKER), List.of("jaeger"), 4317, 4318),
            flow(List.of("jaeger"), List.of("loki"), 3100),
            flow(List.of("grafana"), List.of("prometheus"), 9090),
            flow(List.of("grafana"), List.of("jaeger"), 16686),
            flow(List.of("grafana"), List.of("loki"), 3100),
            flow(List.of("kafka"), List.of("kafka"), 9090, 9091),
            flow(List.of("topic-operator"), List.of("kafka"), 9091),
            flow(List.of("cluster-operator"), List.of("kafka"), 8443, 9090, 9091),
            // The API server can be told by its ports only.
            flow(
                    List.of("generated-credentials", "kafka", "topic-operator", "prometheus"),
                    List.of("public address", "private address", "stranger"),
                    443,
                    6443));

    @ParameterizedTest
    @MethodSource("renderings")
    void theFlowsOfTheTableAreAllowedAndNoOthers(Rendering rendering) {
        List<Neighbour> pods = Neighbourhood.pods(rendering);

        assertThat(connections(rendering, pods)).containsExactlyInAnyOrderElementsOf(expected(pods));
    }

    /** The table would be worth nothing if the policies were not what closes everything else. */
    @Test
    void withoutTheComponentEverybodyTalksToEverybody() {
        Rendering open = Renderings.all().stream()
                .filter(rendering -> rendering.of("NetworkPolicy").findAny().isEmpty())
                .findFirst()
                .orElseThrow();
        List<Neighbour> pods = Neighbourhood.pods(open);

        assertThat(connections(open, pods))
                .contains("stranger -> postgresql:5432", "broker-service -> order-service:8080");
    }

    /** The base and each overlay with the fewest, all but Apache Kafka, and all components. */
    static List<Rendering> renderings() {
        List<Rendering> chosen = new ArrayList<>();
        for (Path foundation : ManifestFolder.foundations()) {
            List<Rendering> candidates = Renderings.all().stream()
                    .filter(rendering -> rendering.combination().foundation().equals(foundation))
                    .filter(rendering -> rendering.combination().components().contains(COMPONENT))
                    .sorted(Comparator.comparing(
                            rendering -> rendering.combination().components().size()))
                    .toList();
            chosen.add(candidates.get(0));
            chosen.add(candidates.stream()
                    .filter(rendering -> rendering.of("Kafka").findAny().isEmpty())
                    .reduce((fewer, more) -> more)
                    .orElseThrow());
            chosen.add(candidates.get(candidates.size() - 1));
        }
        return chosen;
    }

    private static Set<String> connections(Rendering rendering, List<Neighbour> pods) {
        NetworkPolicies policies = new NetworkPolicies(rendering.manifests());
        List<Neighbour> all =
                Stream.concat(pods.stream(), Neighbourhood.others().stream()).toList();
        Set<String> connections = new TreeSet<>();
        for (Neighbour from : all) {
            for (Neighbour to : all) {
                if (pods.contains(from) || pods.contains(to)) {
                    to.ports().stream()
                            .filter(port -> policies.allow(from, to, port))
                            .forEach(port -> connections.add(connection(from.name(), to.name(), port)));
                }
            }
        }
        return connections;
    }

    /** The rows of the table between those who are there, and name resolution for every pod. */
    private static Set<String> expected(List<Neighbour> pods) {
        List<Neighbour> all =
                Stream.concat(pods.stream(), Neighbourhood.others().stream()).toList();
        Set<String> names = all.stream().map(Neighbour::name).collect(Collectors.toSet());
        Set<String> listening = all.stream()
                .flatMap(neighbour -> neighbour.ports().stream().map(port -> neighbour.name() + ":" + port))
                .collect(Collectors.toSet());
        Set<String> expected = new TreeSet<>();
        for (Flow flow : TABLE) {
            for (String from : flow.from()) {
                for (String to : flow.to()) {
                    flow.ports().stream()
                            .filter(port -> names.contains(from) && listening.contains(to + ":" + port))
                            .forEach(port -> expected.add(connection(from, to, Port.tcp(port))));
                }
            }
        }
        for (Neighbour pod : pods) {
            expected.add(connection(pod.name(), "kube-dns", Port.tcp(53)));
            expected.add(connection(pod.name(), "kube-dns", Port.udp(53)));
        }
        return expected;
    }

    private static String connection(String from, String to, Port port) {
        return from + " -> " + to + ":" + port;
    }

    private static Flow flow(List<String> from, List<String> to, int... ports) {
        return new Flow(from, to, IntStream.of(ports).boxed().toList());
    }
}
