package org.ordertracking.benchmarks.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our broker with an AOT cache, in a folder of its own, made as {@code images/jvm/assemble} makes that of the image: the broker
 * runs once, is asked what {@code images/jvm/training-run} asks it, by the same Kafka client, is stopped, and the JVM writes what it
 * loaded.
 */
public final class AotCache {

    private static final long TRAINING_SECONDS = 300;
    private static final List<String> PATHS =
            List.of("/q/health/live", "/q/health/started", "/q/metrics", "/", "/products", "/inventory");

    private AotCache() {}

    /**
     * @param packaged the broker as it was packaged
     * @param image {@code images/jvm}, with flags and the client
     * @param java of a JDK that makes such caches: 25 or newer
     * @param folder for the copy and the cache, not there yet
     */
    public static BrokerService train(BrokerService packaged, Path image, Path java, Path folder)
            throws IOException, InterruptedException {
        copy(packaged.jar().getParent(), folder.resolve("app"));
        Path jvmFlags = Files.copy(image.resolve("jvm.flags"), folder.resolve("jvm.flags"));
        BrokerService copy =
                BrokerService.of(folder.resolve("app").resolve(packaged.jar().getFileName()));
        Path cache = folder.resolve("app.aot");
        List<String> arguments = List.of("-XX:Flags=" + jvmFlags, "--enable-native-access=ALL-UNNAMED");
        run(java, copy, arguments, cache, image.resolve("KafkaTraining.java"), folder.resolve("training"));
        if (!Files.isRegularFile(cache)) {
            throw new IOException("no AOT cache was written; see " + folder.resolve("training/broker.log"));
        }
        List<String> cached = new ArrayList<>(arguments);
        cached.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error"));
        return copy.withArguments(cached);
    }

    private static void run(
            Path java, BrokerService copy, List<String> arguments, Path cache, Path client, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int http = RunningBroker.freePort();
        int port = RunningBroker.freePort();
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:AOTCacheOutput=" + cache));
        command.addAll(arguments);
        command.addAll(List.of("-jar", copy.jar().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("broker.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(http),
                        "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                        "true",
                        "BROKER_HOST",
                        "127.0.0.1",
                        "BROKER_PORT",
                        Integer.toString(port),
                        "BROKER_DATA_DIR",
                        directory.resolve("data").toString()));
        Process process = builder.start();
        try {
            HttpClient web = HttpClient.newHttpClient();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TRAINING_SECONDS);
            while (!isReady(web, http)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the training run does not get ready; see " + directory);
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
            for (String path : PATHS) {
                get(web, http, path);
            }
            serve(java, copy.jar().resolveSibling("lib"), client, port, directory);
            process.destroy();
            // The JVM that was stopped goes on until its cache is written.
            if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the training run does not end; see " + directory);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** With the libraries of the broker, as in the image. */
    private static void serve(Path java, Path libraries, Path client, int port, Path directory)
            throws IOException, InterruptedException {
        Path log = directory.resolve("client.log");
        String classPath = libraries.resolve("main") + "/*:" + libraries.resolve("boot") + "/*";
        Process process = new ProcessBuilder(java.toString(), "-cp", classPath, client.toString(), "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("the training run's Kafka client failed: " + withoutFrames(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** What a program said, without where in the code: a failure is told in a line, and its cause stands behind the frames. */
    private static String withoutFrames(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("\t"))
                .collect(Collectors.joining(" "));
    }

    private static boolean isReady(HttpClient client, int port) throws InterruptedException {
        try {
            return get(client, port, "/q/health/ready") == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int get(HttpClient client, int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void copyOne(Path file, Path to) {
        try {
            Files.createDirectories(to.getParent());
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                // With their times, by which the cache knows jars.
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
