package org.ordertracking.endtoend.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code k8s} of this project. What is added to it is found, not listed. */
final class ManifestFolder {

    private static final Path PROJECT =
            Path.of(System.getProperty("modules.directory")).toAbsolutePath().normalize();
    private static final Path ROOT = PROJECT.resolve("k8s");

    private ManifestFolder() {}

    static Path project() {
        return PROJECT;
    }

    static Path root() {
        return ROOT;
    }

    static Path base() {
        return ROOT.resolve("base");
    }

    static Path overlay(String name) {
        return ROOT.resolve("overlays").resolve(name);
    }

    static Path component(String name) {
        return ROOT.resolve("components").resolve(name);
    }

    /** What can be applied as it is: the base and each overlay. */
    static List<Path> foundations() {
        return Stream.concat(Stream.of(base()), kustomizations(ROOT.resolve("overlays")))
                .toList();
    }

    static List<String> components() {
        return kustomizations(ROOT.resolve("components"))
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    private static Stream<Path> kustomizations(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("kustomization.yaml")))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + parent, e);
        }
    }
}
