package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An order service that takes every order but where a test says otherwise, and tells at once how it ended. */
final class FakeShop implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer http;
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch seen;
    private final String endsAs;

    /**
     * Opens the shop.
     *
     * @param endsAs the state of every order
     * @param awaited requests until {@link #awaitOrders} returns
     */
    FakeShop(String endsAs, int awaited) throws IOException {
        this.endsAs = endsAs;
        seen = new CountDownLatch(awaited);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/orders", this::place);
        http.createContext("/orders/A-1", this::show);
        http.createContext("/orders/A-1/events", this::stream);
        http.createContext("/products", this::products);
        http.start();
    }

    /** The next orders are answered with these, one each. */
    void refuse(Integer... statuses) {
        refusals.addAll(List.of(statuses));
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** The idempotency keys of all requests. */
    List<String> keys() {
        return keys;
    }

    /** What was asked for, as JSON. */
    List<String> bodies() {
        return bodies;
    }

    void awaitOrders() throws InterruptedException {
        seen.await();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void place(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        Integer refusal = refusals.poll();
        answer(exchange, refusal == null ? 202 : refusal, "{\"orderId\":\"A-1\",\"title\":\"Not now\"}");
        seen.countDown();
    }

    private void show(HttpExchange exchange) throws IOException {
        String reached = endsAs.equals("DELIVERED") ? "{\"SCHEDULED\":\"" + Instant.now() + "\"}" : "{}";
        answer(exchange, 200, "{\"orderId\":\"A-1\",\"ended\":true,\"reachedAt\":" + reached + "}");
    }

    private void products(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                {"products":[{"sku":"MUG","available":50},{"sku":"TEE","available":50},{"sku":"POSTER","available":1},
                             {"sku":"LAMP"}]}""");
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        answer(exchange, 200, """
                event: state
                data: {"state":"%s","reachedAt":{}}

                event: end
                data: {"state":"%s"}

                """.formatted(endsAs, endsAs));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
