package org.ordertracking.benchmarks.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ordertracking.benchmarks.measure.Side;

/** Our broker, packaged, and started as its README says: {@code java -jar quarkus-run.jar}, settings in the environment. */
public final class BrokerService implements Installation {

    private final Path jar;
    private final List<String> arguments;

    private BrokerService(Path jar, List<String> arguments) {
        this.jar = jar;
        this.arguments = arguments;
    }

    /** @param jar {@code quarkus-run.jar} in its packaged folder */
    public static BrokerService of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(jar + " is missing: package broker-service first");
        }
        return new BrokerService(jar.toAbsolutePath(), List.of());
    }

    /** The same with further arguments of the JVM. */
    public BrokerService withArguments(List<String> more) {
        return new BrokerService(jar, List.copyOf(more));
    }

    @Override
    public Side side() {
        return Side.OURS;
    }

    @Override
    public RunningBroker start(Launch launch) throws IOException {
        Files.createDirectories(launch.directory());
        List<String> command = new ArrayList<>(List.of(launch.java().toString()));
        launch.heapMebibytes().ifPresent(mebibytes -> command.add("-Xmx" + mebibytes + "m"));
        command.addAll(arguments);
        command.addAll(List.of("-jar", jar.toString()));
        int port = RunningBroker.freePort();
        Map<String, String> environment = new HashMap<>(environmentOf(launch.directory(), port));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(RunningBroker.freePort()));
        flush(launch.durability()).ifPresent(value -> environment.put("BROKER_LOG_FLUSH", value));
        for (String setting : launch.settings()) {
            String[] nameAndValue = setting.split("=", 2);
            environment.put(nameAndValue[0].toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), nameAndValue[1]);
        }
        return RunningBroker.start(Side.OURS, command, environment, launch.directory(), port);
    }

    Path jar() {
        return jar;
    }

    private static Map<String, String> environmentOf(Path directory, int port) {
        return Map.of(
                "BROKER_HOST",
                "127.0.0.1",
                "BROKER_PORT",
                Integer.toString(port),
                "BROKER_ADVERTISED_ADDRESS",
                "127.0.0.1:" + port,
                "BROKER_DATA_DIR",
                directory.resolve("data").toString());
    }

    private static Optional<String> flush(Durability durability) {
        return durability == Durability.PAGE_CACHE ? Optional.of("interval") : Optional.empty();
    }

    @Override
    public String configuration() {
        return """
                java -jar broker-service/target/quarkus-app/quarkus-run.jar
                BROKER_HOST, BROKER_PORT, BROKER_ADVERTISED_ADDRESS, BROKER_DATA_DIR, QUARKUS_HTTP_PORT: loopback, free ports, a folder
                BROKER_LOG_FLUSH=interval, but in the rows with fsync, which run with the default, always
                In the row with the AOT cache, as in the image: -XX:Flags=images/jvm/jvm.flags, -XX:AOTCache=... -Xlog:aot*=error
                """;
    }
}
