package org.ordertracking.endtoend.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Every overlay and the base with every set of components, those left out that the overlay brings itself. */
    static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (Path foundation : ManifestFolder.foundations()) {
            List<String> addable = new ArrayList<>(ManifestFolder.components());
            addable.removeAll(included(foundation));
            for (int set = 0; set < 1 << addable.size(); set++) {
                List<String> components = new ArrayList<>();
                for (int i = 0; i < addable.size(); i++) {
                    if ((set >> i & 1) == 1) {
                        components.add(addable.get(i));
                    }
                }
                all.add(new Combination(foundation, components));
            }
        }
        return all;
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
