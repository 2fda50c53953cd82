package org.ordertracking.benchmarks.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.ordertracking.benchmarks.measure.Side;

/**
 * Apache Kafka as one node, broker and controller in a process, with the values of its {@code config/server.properties}
 * and the flags of its {@code kafka-server-start.sh}.
 */
public final class ApacheKafka implements Installation {

    private static final List<String> HEAP = List.of("-Xmx1G", "-Xms1G");
    private static final List<String> FLAGS = List.of(
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Djava.awt.headless=true",
            "-Dcom.sun.management.jmxremote=true",
            "-Dcom.sun.management.jmxremote.authenticate=false",
            "-Dcom.sun.management.jmxremote.ssl=false");
    private static final String FSYNC = "log.flush.interval.messages=1";

    private final Path jars;
    private final String version;

    private ApacheKafka(Path jars, String version) {
        this.jars = jars;
        this.version = version;
    }

    /** @param jars folder with the jars of a release */
    public static ApacheKafka of(Path jars) throws IOException {
        if (!Files.isDirectory(jars)) {
            throw new IllegalArgumentException(jars + " is missing: package benchmarks/apache-kafka first");
        }
        try (Stream<Path> files = Files.list(jars)) {
            String version = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("kafka-server-") && !name.startsWith("kafka-server-common"))
                    .map(name -> name.substring("kafka-server-".length(), name.length() - ".jar".length()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no kafka-server in " + jars));
            return new ApacheKafka(jars.toAbsolutePath(), version);
        }
    }

    public String version() {
        return version;
    }

    @Override
    public Side side() {
        return Side.KAFKA;
    }

    @Override
    public RunningBroker start(Launch launch) throws IOException {
        int port = RunningBroker.freePort();
        int controllerPort = RunningBroker.freePort();
        Path directory = launch.directory();
        boolean isNew = !Files.exists(directory.resolve("data/meta.properties"));
        Files.createDirectories(directory);
        Path logging = directory.resolve("log4j2.yaml");
        Files.copy(resource("log4j2.yaml"), logging, StandardCopyOption.REPLACE_EXISTING);
        Path properties = directory.resolve("server.properties");
        Files.writeString(properties, properties(launch, port, controllerPort));
        List<String> java = List.of(launch.java().toString(), "-Dlog4j2.configurationFile=" + logging);
        if (isNew) {
            format(java, properties);
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(
                launch.heapMebibytes().isPresent()
                        ? List.of("-Xmx" + launch.heapMebibytes().getAsInt() + "m")
                        : HEAP);
        command.addAll(FLAGS);
        command.add(
                "-Xlog:gc*:file=" + directory.resolve("kafkaServer-gc.log") + ":time,tags:filecount=10,filesize=100M");
        command.addAll(List.of("-cp", jars + "/*", "kafka.Kafka", properties.toString()));
        return RunningBroker.start(Side.KAFKA, command, Map.of(), directory, port);
    }

    /** Kafka's folder has to be formatted before its first start; that is not part of what is measured. */
    private void format(List<String> java, Path properties) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", jars + "/*", "kafka.tools.StorageTool"));
        command.addAll(
                List.of("format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("Kafka's folder cannot be formatted:\n" + output);
        }
    }

    private String properties(Launch launch, int port, int controllerPort) throws IOException {
        StringBuilder text = new StringBuilder(serverProperties()
                .replace("{port}", Integer.toString(port))
                .replace("{controllerPort}", Integer.toString(controllerPort))
                .replace("{data}", launch.directory().resolve("data").toString()));
        if (launch.durability() == Durability.FSYNC) {
            text.append(FSYNC).append('\n');
        }
        launch.settings().forEach(setting -> text.append(setting).append('\n'));
        return text.toString();
    }

    private static String serverProperties() throws IOException {
        try (InputStream in = resource("server.properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return ApacheKafka.class.getResourceAsStream("/kafka/" + name);
    }

    @Override
    public String configuration() {
        try {
            String settings = serverProperties()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
            return "java " + String.join(" ", HEAP) + " " + String.join(" ", FLAGS)
                    + " -Xlog:gc*:file=... -cp 'libs/*' kafka.Kafka server.properties\n" + settings + "\n" + FSYNC
                    + " only in the rows with fsync\n";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
