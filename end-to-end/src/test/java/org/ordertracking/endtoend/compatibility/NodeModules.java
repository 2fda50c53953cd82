package org.ordertracking.endtoend.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The clients from npm, in the versions of the lock file, installed into the build's folder where they are not yet. The
 * registry is the one that npm is set up with.
 */
final class NodeModules {

    static final String NODE = "node";

    private static final Path SOURCES = TestResources.path("/compatibility/node");
    private static final List<String> FILES =
            List.of(".npmrc", "package.json", "package-lock.json", "feature.mjs", "kafkajs.mjs", "platformatic.mjs");
    private static final String INSTALLED_LOCK = "node_modules/.package-lock.json";

    private final Path directory;

    private NodeModules(Path directory) {
        this.directory = directory;
    }

    /** @throws AssertionError if npm cannot install them */
    static synchronized NodeModules install(Programs programs) {
        Path directory = Path.of(System.getProperty("output.directory"), "node").toAbsolutePath();
        copySources(directory);
        if (!Files.exists(directory.resolve(INSTALLED_LOCK))) {
            programs.run(
                    "npm-ci",
                    List.of(
                            "npm",
                            "ci",
                            "--prefix",
                            directory.toString(),
                            "--no-audit",
                            "--no-fund",
                            "--loglevel=error"));
        }
        return new NodeModules(directory);
    }

    Path script(String name) {
        return directory.resolve(name + ".mjs");
    }

    private static void copySources(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String file : FILES) {
                Files.write(directory.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + directory, e);
        }
    }
}
