package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole suite as a tour sees it: a shop, its control room, and processes that can be stopped. */
final class FakeSuite implements Suite, AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger lag = new AtomicInteger();
    private final AtomicInteger outbox = new AtomicInteger();
    private volatile boolean logistics = true;
    private volatile boolean broker = true;
    private volatile String letter = "";
    private volatile boolean deaf;

    FakeSuite() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/orders", this::orders);
        http.createContext("/control-room/events", this::snapshots);
        http.createContext("/admin/control-room", this::act);
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What was stopped, killed and started. */
    List<String> done() {
        return done;
    }

    /** Logistics does not read on when it is started again. */
    void staysDeaf() {
        deaf = true;
    }

    @Override
    public void stop(String service) {
        done.add("stop " + service);
        logistics = false;
    }

    @Override
    public void kill(String service) {
        done.add("kill " + service);
        broker = false;
    }

    @Override
    public void up() {
        done.add("up");
        logistics = true;
        broker = true;
        outbox.set(0);
        if (!deaf) {
            lag.set(0);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void orders(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/cancellation")) {
            ends.put(path.split("/")[2], "CANCELLED");
            answer(exchange, 202, "{}");
        } else if (path.endsWith("/events")) {
            String state = ends.get(path.split("/")[2]);
            answer(exchange, 200, """
                    event: state
                    data: {"state":"%s","reachedAt":{}}

                    event: end
                    data: {"state":"%s"}

                    """.formatted(state, state));
        } else {
            String id = "A-" + orders.incrementAndGet();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            ends.put(id, body.contains("POSTER-LOG") ? "REJECTED" : "DELIVERED");
            if (!logistics) {
                lag.incrementAndGet();
            }
            if (!broker) {
                outbox.incrementAndGet();
            }
            answer(exchange, 202, "{\"orderId\":\"" + id + "\"}");
        }
    }

    /** Snapshots without a pause, until whoever looks on goes. */
    private void snapshots(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            while (true) {
                exchange.getResponseBody()
                        .write("""
                        event: now
                        data: {"services": [{"name": "order-service", "outbox": %d}], "log": {%s "readers": [{"group": \
                        "logistics-service", "topic": "orders", "lag": %d}]}}

                        """.formatted(outbox.get(), broker ? "" : "\"missing\": \"away\",", lag.get())
                                .getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
        }
    }

    private void act(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/unreadable-record")) {
            letter = "{\"id\": \"L-1\", \"origin\": {\"topic\": \"stock\", \"partition\": 1, \"offset\": 7},"
                    + " \"failure\": {\"reason\": \"no event\"}}";
            answer(exchange, 200, "{\"topic\": \"stock\", \"partition\": 1, \"offset\": 7}");
        } else if (path.endsWith("/replay")) {
            letter = "{\"id\": \"L-2\", \"replayOf\": \"L-1\", \"origin\": {\"topic\": \"stock\", \"partition\": 1,"
                    + " \"offset\": 8}, \"failure\": {\"reason\": \"no event\"}}";
            answer(exchange, 200, "{}");
        } else if (path.endsWith("/discard")) {
            done.add("discard " + path.split("/")[5]);
            letter = "";
            answer(exchange, 200, "{}");
        } else {
            answer(exchange, 200, "{\"services\": [{\"service\": \"order-service\", \"letters\": [" + letter + "]}]}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
