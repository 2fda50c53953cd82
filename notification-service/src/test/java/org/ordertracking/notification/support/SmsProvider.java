package org.ordertracking.notification.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An HTTP server that answers as Twilio's API documents it, or as a test tells it to. */
public class SmsProvider {

    private static final String ACCEPTED = "{\"sid\":\"SM42\",\"status\":\"queued\"}";

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    /** A request that was received. */
    public record Request(
            String method, String path, String authorization, String idempotencyKey, Map<String, String> form) {}

    private record Answer(int status, String body) {}

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request without an answer yet gets this one; without any, messages are accepted. */
    public void answerNext(int status, String body) {
        answers.add(new Answer(status, body));
    }

    /** What was received about messages to this number. */
    public List<Request> requestsTo(String number) {
        return requests.stream()
                .filter(request -> number.equals(request.form().get("To")))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                form(new String(exchange.getRequestBody().readAllBytes(), UTF_8))));
        Answer answer = answers.isEmpty() ? new Answer(201, ACCEPTED) : answers.remove();
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", answer.body().startsWith("{") ? "application/json" : "text/html");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> URLDecoder.decode(field[0], UTF_8), field -> URLDecoder.decode(field[1], UTF_8)));
    }
}
