package org.ordertracking.endtoend.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMS provider with the part of Twilio's API that sends: takes every message, and notes the trace that it came with. */
final class SmsEndpoint implements AutoCloseable {

    private static final byte[] ACCEPTED = "{\"sid\":\"SM42\",\"status\":\"queued\"}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final List<String> traceParents = new CopyOnWriteArrayList<>();

    private SmsEndpoint(HttpServer server) {
        this.server = server;
    }

    static SmsEndpoint start() {
        try {
            SmsEndpoint endpoint =
                    new SmsEndpoint(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            endpoint.server.createContext("/", endpoint::take);
            endpoint.server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the SMS provider", e);
        }
    }

    /** What makes notification-service send by it. */
    Map<String, String> settings() {
        return Map.of(
                "NOTIFICATION_SMS_TWILIO_URL",
                "http://localhost:" + server.getAddress().getPort(),
                "NOTIFICATION_SMS_TWILIO_ACCOUNT_SID",
                "AC0123456789",
                "NOTIFICATION_SMS_TWILIO_AUTH_TOKEN",
                "a-token-of-this-test",
                "NOTIFICATION_SMS_TWILIO_FROM",
                "+4915100000000");
    }

    /** W3C trace contexts of the requests so far; empty texts for requests without one. */
    List<String> traceParents() {
        return List.copyOf(traceParents);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            body.readAllBytes();
        }
        String traceParent = exchange.getRequestHeaders().getFirst("traceparent");
        traceParents.add(traceParent == null ? "" : traceParent);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, ACCEPTED.length);
        exchange.getResponseBody().write(ACCEPTED);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
