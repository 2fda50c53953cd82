package org.ordertracking.endtoend.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is handed to GraalVM to make a service's executable: jars, arguments and the registrations in the jars. The build makes it with
 * {@code -Dnative -Dquarkus.native.sources-only=true}, and needs no GraalVM for it.
 *
 * @param arguments of {@code native-image}
 * @param jars the class path, the application first
 */
record NativeSources(List<String> arguments, List<Path> jars) {

    private static final String CONFIGURATION = "META-INF/native-image/";
    private static final Pattern AT_RUN_TIME = Pattern.compile("--initialize-at-run-time=([^\\s]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of a service, by the name of its module. */
    static NativeSources of(String module) {
        Path folder = Path.of(System.getProperty("modules.directory"), module, "target", "native-sources")
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    folder + " is missing; mvn package -Dnative -Dquarkus.native.sources-only=true" + " -pl " + module
                            + " -am makes it");
        }
        try {
            List<Path> jars = new ArrayList<>(jarsIn(folder));
            jars.addAll(jarsIn(folder.resolve("lib")));
            return new NativeSources(
                    List.of(Files.readString(folder.resolve("native-image.args"))
                            .split("\\s+")),
                    List.copyOf(jars));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Names of the files in the jars. */
    Set<String> files() {
        Set<String> files = new TreeSet<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> files.add(entry.getName()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** Names of the classes that are kept for reflection, whatever is kept of them. */
    Set<String> keptForReflection() {
        return names("reflect-config.json");
    }

    /** Names of the classes that native code is let into. */
    Set<String> openToNativeCode() {
        return names("jni-config.json");
    }

    private Set<String> names(String file) {
        Set<String> names = new TreeSet<>();
        for (JsonNode config : configurations(file)) {
            config.forEach(entry -> names.add(entry.path("name").asText()));
        }
        return names;
    }

    /** Whether a file of the jars is in the executable. */
    Predicate<String> keptAsResource() {
        List<Pattern> kept = new ArrayList<>();
        for (JsonNode config : configurations("resource-config.json")) {
            for (JsonNode include : config.at("/resources/includes")) {
                kept.add(Pattern.compile(include.path("pattern").asText()));
            }
        }
        return file -> kept.stream().anyMatch(pattern -> pattern.matcher(file).matches());
    }

    private List<JsonNode> configurations(String name) {
        return contents(file -> file.startsWith(CONFIGURATION) && file.endsWith("/" + name)).stream()
                .map(NativeSources::parse)
                .toList();
    }

    /**
     * Classes and packages that this project and its libraries have initialised by the executable and not by its builder. Those that
     * Quarkus names in its own code are not among them.
     */
    Set<String> initialisedAtRunTime() {
        Set<String> names = new TreeSet<>();
        for (byte[] file :
                contents(name -> name.startsWith(CONFIGURATION) && name.endsWith("/native-image.properties"))) {
            AT_RUN_TIME
                    .matcher(properties(file).getProperty("Args", ""))
                    .results()
                    .forEach(found -> names.addAll(List.of(found.group(1).split(","))));
        }
        return names;
    }

    private List<byte[]> contents(Predicate<String> names) {
        List<byte[]> contents = new ArrayList<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry :
                        zip.stream().filter(file -> names.test(file.getName())).toList()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        contents.add(in.readAllBytes());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(byte[] text) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
