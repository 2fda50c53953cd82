package org.ordertracking.endtoend.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An overlay, or the base, with components on top, as a user puts them together in a kustomization of their own.
 *
 * @param components in the order in which they are applied
 */
record Combination(Path foundation, List<String> components) {

    Combination {
        components = List.copyOf(components);
    }

    /**
     * Every overlay and the base with sets of components, those left out that the overlay brings itself: with none, each alone,
     * each two, all, and all but one; with every set there is (five times as many) where {@code -Dkubernetes.combinations=all}
     * asks for it.
     */
    static List<Combination> all() {
        boolean everySet = "all".equals(System.getProperty("kubernetes.combinations"));
        List<Combination> all = new ArrayList<>();
        for (Path foundation : ManifestFolder.foundations()) {
            List<String> addable = new ArrayList<>(ManifestFolder.components());
            addable.removeAll(included(foundation));
            for (int set = 0; set < 1 << addable.size(); set++) {
                int size = Integer.bitCount(set);
                if (everySet || size <= 2 || size >= addable.size() - 1) {
                    all.add(new Combination(foundation, chosen(addable, set)));
                }
            }
        }
        return all;
    }

    private static List<String> chosen(List<String> components, int set) {
        return IntStream.range(0, components.size())
                .filter(i -> (set >> i & 1) == 1)
                .mapToObj(components::get)
                .toList();
    }

    private static List<String> included(Path foundation) {
        return Yaml.documents(foundation.resolve("kustomization.yaml")).stream()
                .flatMap(document -> Yaml.elements(document.at("/components")))
                .map(component -> Path.of(component.asText()).getFileName().toString())
                .toList();
    }

    /** How messages name it. */
    String name() {
        return String.join(
                " + ",
                Stream.concat(Stream.of(foundation.getFileName().toString()), components.stream())
                        .toList());
    }

    /** Whether its Secrets are made in the cluster; if not, they come from outside. */
    boolean generatesCredentials() {
        String generator = "generated-credentials";
        return components.contains(generator) || included(foundation).contains(generator);
    }

    boolean isOf(String foundationName) {
        return foundation.getFileName().toString().equals(foundationName);
    }

    /** Writes its kustomization into a folder. */
    void write(Path folder) {
        StringBuilder kustomization = new StringBuilder("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - %s
                """.formatted(folder.relativize(foundation)));
        if (!components.isEmpty()) {
            kustomization.append("components:\n");
        }
        for (String component : components) {
            kustomization
                    .append("  - ")
                    .append(folder.relativize(ManifestFolder.component(component)))
                    .append('\n');
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("kustomization.yaml"), kustomization);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + folder, e);
        }
    }
}
