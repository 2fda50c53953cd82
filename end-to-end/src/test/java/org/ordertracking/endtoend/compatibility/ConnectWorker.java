package org.ordertracking.endtoend.compatibility;

import static org.ordertracking.endtoend.process.Patience.eventually;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** A worker of Kafka Connect in distributed mode: what it has to know, it keeps in topics. */
final class ConnectWorker {

    private static final String MAIN_CLASS = "org.apache.kafka.connect.cli.ConnectDistributed";
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Programs programs;
    private final Path settings;
    private final URI connectors;
    private ChildProcess process;

    ConnectWorker(ProcessSupervisor processes, Programs programs, String bootstrapServers) {
        this.programs = programs;
        int port = FreePorts.next();
        this.connectors = URI.create("http://localhost:" + port + "/connectors/");
        this.settings = processes.file("worker.properties", settings(bootstrapServers, port));
    }

    /** Starts it and waits until it answers. */
    void start() {
        process = programs.startJava("connect", MAIN_CLASS, List.of(settings.toString()));
        eventually().until(() -> {
            if (!process.isRunning()) {
                throw new IllegalStateException("the worker has ended: " + Programs.said(process));
            }
            return answers(HttpRequest.newBuilder(connectors).build());
        });
    }

    /** Gives it a connector, as soon as it takes one: a worker that is joining its group does not. */
    void put(String connector, Map<String, String> config) throws JsonProcessingException {
        HttpRequest request = HttpRequest.newBuilder(connectors.resolve(connector + "/config"))
                .header("Content-Type", "application/json")
                .timeout(ANSWER_LIMIT)
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(config)))
                .build();
        eventually().until(() -> answers(request));
    }

    void stop() {
        process.terminate();
    }

    private static boolean answers(HttpRequest request) throws InterruptedException {
        try {
            int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String settings(String bootstrapServers, int port) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "listeners", "http://localhost:" + port,
                "group.id", "workers",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.storage.StringConverter",
                "offset.flush.interval.ms", "500",
                "plugin.discovery", "service_load");
        Stream<String> topics = Stream.of("offset", "config", "status")
                .flatMap(kind -> Stream.of(
                        kind + ".storage.topic=workers-" + kind + "s", kind + ".storage.replication.factor=1"));
        return Stream.concat(settings.entrySet().stream().map(Object::toString), topics)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
