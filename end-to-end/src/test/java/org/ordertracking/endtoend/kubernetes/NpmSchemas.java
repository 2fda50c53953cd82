package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** The schemas of Kubernetes' API and of custom resources that npm packages carry, in the versions of the lock file. */
final class NpmSchemas {

    private static final List<String> FILES = List.of(".npmrc", "package.json", "package-lock.json", "validate.mjs");
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessSupervisor processes;
    private final Path folder;
    private int runs;

    private NpmSchemas(ProcessSupervisor processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
    }

    /** Installs the packages into the build's folder, where they are not yet; the registry is the one of npm's settings. */
    static NpmSchemas install(ProcessSupervisor processes) {
        NpmSchemas schemas = new NpmSchemas(
                processes,
                Path.of(System.getProperty("output.directory"), "kubernetes", "node")
                        .toAbsolutePath());
        schemas.copySources();
        if (!Files.exists(schemas.folder.resolve("node_modules/.package-lock.json"))) {
            schemas.run(
                    "npm-ci",
                    List.of(
                            "npm",
                            "ci",
                            "--prefix",
                            schemas.folder.toString(),
                            "--no-audit",
                            "--no-fund",
                            "--loglevel=error"));
        }
        return schemas;
    }

    /**
     * What is wrong with manifests: wrong types, missing fields, and for those whose kinds have no other model, fields that do
     * not exist.
     *
     * @param manifests with each, whether its fields have to be those of the schema and no others
     */
    Map<Manifest, List<String>> problems(Map<Manifest, Boolean> manifests) {
        List<Manifest> ordered = List.copyOf(manifests.keySet());
        ObjectNode input = JSON.createObjectNode();
        input.putArray("manifests")
                .addAll(ordered.stream().map(Manifest::content).toList());
        IntStream.range(0, ordered.size())
                .filter(index -> manifests.get(ordered.get(index)))
                .forEach(input.withArray("closed")::add);
        Path answers = folder.resolve("problems.json");
        try {
            JSON.writeValue(folder.resolve("manifests.json").toFile(), input);
            run(
                    "validate-" + ++runs,
                    List.of(
                            "node",
                            folder.resolve("validate.mjs").toString(),
                            folder.resolve("manifests.json").toString(),
                            answers.toString()));
            Map<Manifest, List<String>> problems = new LinkedHashMap<>();
            for (JsonNode answer : JSON.readTree(answers.toFile())) {
                problems.merge(
                        ordered.get(answer.at("/index").asInt()),
                        List.of(answer.at("/problem").asText()),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList());
            }
            return problems;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hand manifests over in " + folder, e);
        }
    }

    private void copySources() {
        try {
            Files.createDirectories(folder);
            for (String file : FILES) {
                Path source =
                        Path.of(Objects.requireNonNull(NpmSchemas.class.getResource("/kubernetes/node/" + file), file)
                                .toURI());
                Files.write(folder.resolve(file), Files.readAllBytes(source));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + folder, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String name, List<String> command) {
        ChildProcess process = processes.start(new Command(name, command, Map.of()));
        int exit = process.awaitExit(LIMIT);
        if (exit != 0) {
            throw new IllegalStateException(
                    name + " ended with " + exit + ": " + process.errors().lines());
        }
    }
}
