package org.ordertracking.endtoend.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.events.EventType;
import org.ordertracking.events.EventTypes;

/** What the builder of the executables is given. It shows what is missing before an hour of building does. */
@Tag("native-sources")
class NativeSourcesIT {

    private static final String BROKER = "broker-service";
    private static final List<String> SERVICES =
            List.of("order-service", "warehouse-service", "logistics-service", "notification-service");

    private static final String OURS = "org.ordertracking.";

    private static final Pattern VIEW = Pattern.compile(".*\\.api\\..*View");

    /** Read at run time by Flyway, by Qute, by the HTTP server, and by Kafka's clients for the version that they tell. */
    private static final Pattern READ_AT_RUN_TIME =
            Pattern.compile("db/(messaging|migration)/.*\\.sql|templates/.*|META-INF/resources/.*"
                    + "|kafka/kafka-version\\.properties|org/h2/util/data\\.zip");

    private static final Pattern NATIVE_LIBRARIES = Pattern.compile(
            "linux/(amd64|aarch64)/libzstd.*|.*/linux/(amd64|aarch64)/liblz4.*|.*/Linux/(x86_64|aarch64)/libsnappy.*");

    static Stream<String> modules() {
        return Stream.concat(Stream.of(BROKER), SERVICES.stream());
    }

    static Stream<String> services() {
        return SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noClassOfOursThatTheBuilderInitialisesNeedsOneThatItMustNot(String module, @TempDir Path directory) {
        NativeSources sources = NativeSources.of(module);

        BuilderRun run = BuilderRun.initialising(ours(sources), sources, directory);

        assertThat(run.failures()).isEmpty();
        assertThat(run.initialised())
                .anyMatch(name -> name.startsWith(OURS))
                .noneMatch(within(sources.initialisedAtRunTime()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void whatIsInitialisedAtRunTimeExists(String module) {
        NativeSources sources = NativeSources.of(module);
        Set<String> classes = classes(sources);

        assertThat(sources.initialisedAtRunTime().stream().filter(name -> !name.startsWith("io.netty")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes)
                        .anyMatch(type ->
                                type.equals(name) || type.startsWith(name + ".") || type.startsWith(name + "$")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyEventIsKeptForReflection(String module) {
        assertThat(NativeSources.of(module).keptForReflection())
                .containsAll(EventTypes.all().stream()
                        .map(EventType::payload)
                        .map(Class::getName)
                        .toList());
    }

    /** Quarkus keeps what a resource returns, and nothing that it writes to a stream. */
    @ParameterizedTest
    @MethodSource("services")
    void everyViewOfTheApiIsKept(String module) {
        NativeSources sources = NativeSources.of(module);

        assertThat(ours(sources).stream().filter(VIEW.asMatchPredicate()))
                .isNotEmpty()
                .allMatch(sources.keptForReflection()::contains);
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatJdbiAndH2FindByNameIsKept(String module) {
        assertThat(NativeSources.of(module).keptForReflection())
                .contains(
                        "org.jdbi.v3.core.statement.SqlStatements",
                        "org.h2.store.fs.retry.FilePathRetryOnInterrupt",
                        "org.h2.Driver",
                        "org.postgresql.Driver");
    }

    /** Without it Jdbi ends at its first statement. */
    @ParameterizedTest
    @MethodSource("services")
    void thereIsAFlightRecorder(String module) {
        assertThat(NativeSources.of(module).arguments())
                .anyMatch(argument -> argument.startsWith("--enable-monitoring=") && argument.contains("jfr"));
    }

    @Test
    void assignorsThatASettingCanNameAreKept() {
        assertThat(NativeSources.of(BROKER).keptForReflection())
                .contains(
                        "org.apache.kafka.coordinator.group.assignor.RangeAssignor",
                        "org.apache.kafka.coordinator.group.assignor.UniformAssignor",
                        "org.apache.kafka.coordinator.group.assignor.SimpleAssignor");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void filesThatAreReadAtRunTimeAreKept(String module) {
        NativeSources sources = NativeSources.of(module);

        assertThat(sources.files().stream().filter(READ_AT_RUN_TIME.asMatchPredicate()))
                .isNotEmpty()
                .allMatch(sources.keptAsResource());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void compressionIsCompleteForBothProcessors(String module) {
        NativeSources sources = NativeSources.of(module);

        assertThat(sources.files().stream().filter(NATIVE_LIBRARIES.asMatchPredicate()))
                .hasSize(6)
                .allMatch(sources.keptAsResource());
        assertThat(sources.openToNativeCode())
                .contains("com.github.luben.zstd.ZstdInputStreamNoFinalizer", "org.xerial.snappy.SnappyNative");
        assertThat(sources.keptForReflection())
                .contains("net.jpountz.lz4.LZ4JNICompressor", "net.jpountz.xxhash.XXHash32JavaUnsafe");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingFallsBackToAJavaOnTheMachine(String module) {
        assertThat(NativeSources.of(module).arguments()).contains("--no-fallback");
    }

    private static Set<String> ours(NativeSources sources) {
        return classes(sources).stream()
                .filter(name -> name.startsWith(OURS))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> classes(NativeSources sources) {
        return sources.files().stream()
                .filter(file -> file.endsWith(".class") && !file.startsWith("META-INF/"))
                .map(file ->
                        file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a class is one of these, or in a package that is. */
    private static Predicate<String> within(Set<String> names) {
        return type -> names.stream().anyMatch(name -> type.equals(name) || type.startsWith(name + "."));
    }
}
