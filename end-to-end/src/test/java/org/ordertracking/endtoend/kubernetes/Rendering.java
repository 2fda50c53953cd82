package org.ordertracking.endtoend.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a combination renders to. */
record Rendering(Combination combination, List<Manifest> manifests) {

    Rendering {
        manifests = List.copyOf(manifests);
    }

    Stream<Manifest> of(String kind) {
        return manifests.stream().filter(manifest -> manifest.is(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return manifests.stream().filter(manifest -> manifest.is(kind, name)).findFirst();
    }

    boolean has(String kind, String name) {
        return find(kind, name).isPresent();
    }

    Stream<Pod> pods() {
        return manifests.stream().flatMap(manifest -> manifest.pod().stream());
    }

    Stream<Container> containers() {
        return pods().flatMap(pod -> pod.containers().stream());
    }

    /** Pods with all of these labels. */
    Stream<Pod> podsWith(Map<String, String> labels) {
        return pods().filter(pod -> pod.labels().entrySet().containsAll(labels.entrySet()));
    }
}
