package org.ordertracking.endtoend.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What whoever deploys an image relies on is the same, however the image was built. */
class ImagesAgreeTest {

    private static final Path IMAGES = Path.of(System.getProperty("modules.directory"), "images");
    private static final String LABELS = "quarkus.container-image.labels.";
    private static final String ENVIRONMENT = "quarkus.jib.environment-variables.";

    private final String jvm = read("Dockerfile.jvm");
    private final String nativeExecutable = read("Dockerfile.native");
    private final Properties jib = properties("jib/META-INF/microprofile-config.properties");

    @Test
    void allRunAsTheSameUserWithoutRights() {
        assertThat(argumentsOf(jvm, "USER")).containsExactly("10001:10001");
        assertThat(argumentsOf(nativeExecutable, "USER")).containsExactly("10001:10001");
        assertThat(jib.getProperty("quarkus.jib.user")).isEqualTo("10001:10001");
    }

    @Test
    void allExposeThePortsOfTheServices() {
        List<String> ports = List.of("8080 8081 8082 8083 8090 9092");
        assertThat(argumentsOf(jvm, "EXPOSE")).isEqualTo(ports);
        assertThat(argumentsOf(nativeExecutable, "EXPOSE")).isEqualTo(ports);
        assertThat(jib.getProperty("quarkus.jib.ports").replace(',', ' ')).isEqualTo(ports.get(0));
    }

    @Test
    void allHaveTheSameSettings() {
        Map<String, String> settings = pairsOf(jvm, "ENV");
        assertThat(settings).containsEntry("QUARKUS_PROFILE", "prod,postgresql").hasSizeGreaterThan(4);
        assertThat(pairsOf(nativeExecutable, "ENV")).isEqualTo(settings);
        assertThat(jibPairs(ENVIRONMENT)).isEqualTo(settings);
    }

    @Test
    void bothDockerfilesHaveTheSameLabels() {
        Map<String, String> labels = pairsOf(jvm, "LABEL");
        assertThat(labels).containsKeys("org.opencontainers.image.version", "org.opencontainers.image.revision");
        assertThat(new TreeSet<>(pairsOf(nativeExecutable, "LABEL").keySet()))
                .isEqualTo(new TreeSet<>(labels.keySet()));
        assertThat(labels.keySet()).containsAll(jibPairs(LABELS).keySet());
    }

    @Test
    void signalsReachTheServiceBecauseNoShellIsAroundIt() {
        for (String dockerfile : List.of(jvm, nativeExecutable)) {
            assertThat(argumentsOf(dockerfile, "ENTRYPOINT"))
                    .singleElement()
                    .satisfies(entrypoint ->
                            assertThat(entrypoint).startsWith("[\"/").endsWith("]"));
            assertThat(argumentsOf(dockerfile, "STOPSIGNAL")).containsExactly("SIGTERM");
            assertThat(argumentsOf(dockerfile, "CMD")).isEmpty();
        }
    }

    @Test
    void jibGivesTheJvmTheSameFlags() {
        List<String> flags =
                read("jvm/jvm.flags").lines().map(flag -> "-XX:" + flag).toList();
        assertThat(flags).isNotEmpty();
        assertThat(jib.getProperty("quarkus.jib.jvm-additional-arguments").split(","))
                .containsAll(flags);
    }

    private Map<String, String> jibPairs(String prefix) {
        return jib.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(
                        name -> name.substring(prefix.length()).replace("\"", ""),
                        jib::getProperty,
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The arguments of each such instruction in the last stage. */
    private static List<String> argumentsOf(String dockerfile, String instruction) {
        String stage = dockerfile.substring(dockerfile.lastIndexOf("\nFROM ")).replace("\\\n", " ");
        return stage.lines()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length()).strip().replaceAll(" +", " "))
                .toList();
    }

    private static Map<String, String> pairsOf(String dockerfile, String instruction) {
        Map<String, String> pairs = new TreeMap<>();
        for (String arguments : argumentsOf(dockerfile, instruction)) {
            Matcher pair = Pattern.compile("([^ =]+)=(\"[^\"]*\"|[^ ]+)").matcher(arguments);
            while (pair.find()) {
                pairs.put(pair.group(1), pair.group(2).replace("\"", ""));
            }
        }
        return pairs;
    }

    private static String read(String file) {
        try {
            return Files.readString(IMAGES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(IMAGES.resolve(file))) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
