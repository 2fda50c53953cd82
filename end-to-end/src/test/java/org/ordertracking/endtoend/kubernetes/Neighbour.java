package org.ordertracking.endtoend.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One who may talk to others, as network policies see them: a pod, or an address outside the cluster.
 *
 * @param namespace empty for an address outside
 * @param labels of the pod
 * @param ports where it listens
 */
record Neighbour(
        String name, String namespace, Map<String, String> labels, Optional<Address> address, List<Port> ports) {

    /** A port as it appears in tables: {@code 9092}, or {@code UDP 53}. */
    record Port(String protocol, int number) {

        static Port tcp(int number) {
            return new Port("TCP", number);
        }

        static Port udp(int number) {
            return new Port("UDP", number);
        }

        @Override
        public String toString() {
            return protocol.equals("TCP") ? String.valueOf(number) : protocol + " " + number;
        }
    }

    Neighbour {
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
    }

    static Neighbour pod(String name, String namespace, Map<String, String> labels, Port... ports) {
        return new Neighbour(name, namespace, labels, Optional.empty(), List.of(ports));
    }

    static Neighbour outside(String name, String address, Port... ports) {
        return new Neighbour(name, "", Map.of(), Optional.of(Address.of(address)), List.of(ports));
    }

    boolean isPod() {
        return address.isEmpty();
    }

    /** The label by which every namespace can be told; no other label of namespaces is known here. */
    Map<String, String> namespaceLabels() {
        return Map.of("kubernetes.io/metadata.name", namespace);
    }
}
