package org.ordertracking.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.web.ConsoleSettings;
import org.ordertracking.broker.console.web.ConsoleWeb;

/** A whole broker with its console's API on a free port. */
final class RunningConsole implements AutoCloseable {
    static final ConsoleSettings DEMO = settings(Optional.empty(), true, false);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningBroker broker;
    private final ConsoleWeb web;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningConsole(Path directory, ConsoleSettings settings) {
        this(directory, settings, Map.of());
    }

    RunningConsole(Path directory, ConsoleSettings settings, Map<String, String> brokerSettings) {
        broker = new RunningBroker(directory, brokerSettings);
        Console console = new Console(ConsoleRoutes.partsOf(
                broker.broker(), broker.config(), broker.metrics(), System.currentTimeMillis(), "test"));
        web = new ConsoleWeb(settings, () -> console, () -> JSON, InstantSource.system());
        Router router = Router.router(broker.vertx());
        web.mount(router);
        server = broker.vertx()
                .createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static ConsoleSettings settings(Optional<String> token, boolean demo, boolean readOnly) {
        return new ConsoleSettings(readOnly, token, demo, Optional.empty(), 2, 4, 2);
    }

    RunningBroker broker() {
        return broker;
    }

    /** A request to the API, for headers and the like. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(request(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build());
    }

    /** What the API answers with status 200. */
    JsonNode get(String path) {
        HttpResponse<String> response = send("GET", path, null);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return read(response.body());
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException failure) {
            throw new AssertionError(json, failure);
        }
    }

    ConsoleWeb web() {
        return web;
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        web.close();
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        broker.close();
    }
}
