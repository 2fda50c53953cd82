package org.ordertracking.endtoend.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ordertracking.endtoend.kubernetes.Neighbour.Port;

/** All who may talk to each other around a rendering: its pods, those that Strimzi makes of it, and the rest of the world. */
final class Neighbourhood {

    static final String NAMESPACE = "order-tracking";
    private static final Map<String, String> ORDER_SERVICE = Map.of(
            "app.kubernetes.io/name", "order-service",
            "app.kubernetes.io/component", "service",
            "app.kubernetes.io/part-of", "order-tracking");

    private Neighbourhood() {}

    /** Pods in the suite's namespace, by the name of what makes them. */
    static List<Neighbour> pods(Rendering rendering) {
        List<Neighbour> pods = new ArrayList<>();
        Stream.concat(rendering.manifests().stream(), Renderings.smoke().stream())
                .flatMap(manifest -> manifest.pod().stream())
                .forEach(pod -> pods.add(Neighbour.pod(pod.owner().name(), NAMESPACE, pod.labels(), portsOf(pod))));
        rendering.of("Kafka").forEach(kafka -> pods.addAll(strimziPods(kafka)));
        return pods;
    }

    /** Neighbours in other namespaces and outside, welcome and not. */
    static List<Neighbour> others() {
        return List.of(
                Neighbour.pod("kube-dns", "kube-system", Map.of("k8s-app", "kube-dns"), Port.udp(53), Port.tcp(53)),
                Neighbour.pod("keda-operator", "keda", Map.of("app", "keda-operator"), Port.tcp(9666)),
                Neighbour.pod("keda-metrics", "keda", Map.of("app", "keda-operator-metrics-apiserver")),
                Neighbour.pod("keda-elsewhere", "elsewhere", Map.of("app", "keda-operator")),
                Neighbour.pod("cluster-operator", "strimzi", Map.of("strimzi.io/kind", "cluster-operator")),
                Neighbour.pod("traefik", "traefik", Map.of("app.kubernetes.io/name", "traefik"), Port.tcp(8080)),
                Neighbour.pod("traefik-elsewhere", "elsewhere", Map.of("app.kubernetes.io/name", "traefik")),
                Neighbour.pod("prometheus-monitoring", "monitoring", Map.of("app.kubernetes.io/name", "prometheus")),
                Neighbour.pod("prometheus-elsewhere", "elsewhere", Map.of("app.kubernetes.io/name", "prometheus")),
                Neighbour.pod("stranger", "elsewhere", ORDER_SERVICE, Port.tcp(8080), Port.tcp(443)),
                Neighbour.outside("public address", "203.0.113.7", ports(25, 80, 443, 465, 587, 5432, 6443, 9092)),
                Neighbour.outside("private address", "10.1.2.3", ports(25, 80, 443, 465, 587, 5432, 6443, 9092)));
    }

    private static Port[] portsOf(Pod pod) {
        return pod.containers().stream()
                .flatMap(container -> Yaml.elements(container.at("/ports")))
                .map(port -> new Port(
                        port.at("/protocol").asText("TCP"),
                        port.at("/containerPort").asInt()))
                .toArray(Port[]::new);
    }

    private static List<Neighbour> strimziPods(Manifest kafka) {
        Map<String, String> node = new HashMap<>(Yaml.texts(kafka.at("/spec/kafka/template/pod/metadata/labels")));
        node.put("strimzi.io/cluster", kafka.name());
        node.put("strimzi.io/kind", "Kafka");
        node.put("strimzi.io/name", kafka.name() + "-kafka");
        Map<String, String> operator = Map.of(
                "strimzi.io/cluster",
                kafka.name(),
                "strimzi.io/kind",
                "Kafka",
                "strimzi.io/name",
                kafka.name() + "-entity-operator");
        Stream<Port> listeners = Yaml.elements(kafka.at("/spec/kafka/listeners"))
                .map(listener -> Port.tcp(listener.at("/port").asInt()));
        Port[] ports =
                Stream.concat(Stream.of(ports(8443, 9090, 9091)), listeners).toArray(Port[]::new);
        return List.of(
                Neighbour.pod("kafka", NAMESPACE, node, ports),
                Neighbour.pod("topic-operator", NAMESPACE, operator, ports(8080)));
    }

    private static Port[] ports(int... numbers) {
        return IntStream.of(numbers).mapToObj(Port::tcp).toArray(Port[]::new);
    }
}
