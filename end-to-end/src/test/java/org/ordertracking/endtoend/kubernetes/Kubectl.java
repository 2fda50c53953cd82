package org.ordertracking.endtoend.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program kubectl: that of the environment variable KUBECTL, or of the PATH. It renders; it talks to no cluster. */
final class Kubectl {

    private static final int OLDEST_MINOR = 27;
    private static final Pattern SEPARATOR = Pattern.compile("^---\n", Pattern.MULTILINE);
    private static final Map<String, Manifest> READ = new ConcurrentHashMap<>();

    private final String program;

    private Kubectl(String program) {
        this.program = program;
    }

    /** @throws IllegalStateException if there is none, or only one that is too old for components */
    static Kubectl find() {
        Kubectl kubectl =
                new Kubectl(Optional.ofNullable(System.getenv("KUBECTL")).orElse("kubectl"));
        JsonNode version = Yaml.documents(kubectl.run("version", "--client", "--output=yaml"))
                .get(0)
                .at("/clientVersion");
        int minor = Integer.parseInt(version.at("/minor").asText().replaceAll("\\D", ""));
        if (version.at("/major").asInt() == 1 && minor < OLDEST_MINOR) {
            throw new IllegalStateException(
                    "kubectl is " + version.at("/gitVersion").asText() + ", 1." + OLDEST_MINOR
                            + " or newer is needed; set KUBECTL to one");
        }
        return kubectl;
    }

    /**
     * What {@code kubectl kustomize} makes of a folder. Combinations have most of their manifests in common; each is read
     * once, and is the same object everywhere.
     */
    List<Manifest> kustomize(Path folder) {
        return Stream.of(SEPARATOR.split(run("kustomize", folder.toString())))
                .map(document -> READ.computeIfAbsent(document, Kubectl::read))
                .toList();
    }

    private static Manifest read(String document) {
        return new Manifest(Yaml.documents(document).get(0));
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("kubectl", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exit = process.waitFor();
                if (exit != 0) {
                    throw new IllegalStateException(
                            String.join(" ", command) + " ended with " + exit + ": " + Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be run; .ci/run says where to get it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " ran", e);
        }
    }
}
