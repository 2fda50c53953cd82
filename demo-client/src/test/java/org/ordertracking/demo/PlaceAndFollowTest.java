package org.ordertracking.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaceAndFollowTest {

    private static final String PLACED = """
            event: step
            id: 1
            data: {"service":"order-service","type":"OrderPlaced","topic":"orders","partition":2,"offset":41,"summary":"1 × MUG-BLUE"}

            """;

    private static final String RESERVED = """
            event: step
            id: 2
            data: {"service":"warehouse-service","type":"StockReserved","topic":"stock","partition":0,"offset":7,"millisSinceBefore":38,"summary":"kept"}

            """;

    private static final String DELIVERED = """
            event: state
            id: 2
            data: {"state":"DELIVERED","reachedAt":{"PLACED":"2026-01-31T12:00:00Z","DELIVERED":"2026-01-31T12:00:05.250Z"}}

            """;

    private static final String END = """
            event: end
            id: 2
            data: {"state":"DELIVERED"}

            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Queue<String> streams = new ConcurrentLinkedQueue<>();
    private final List<String> lastEventIds = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private String received = "";
    private int status = 202;
    private String answer = "{\"orderId\":\"A-1\"}";
    private HttpServer shop;

    @BeforeEach
    void open() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.setExecutor(threads);
        shop.createContext("/orders", this::place);
        shop.createContext("/orders/A-1/events", this::stream);
        shop.start();
    }

    @AfterEach
    void close() {
        shop.stop(0);
        threads.shutdownNow();
    }

    @Test
    void printsEachStepWithItsPlaceOnTheLogUntilTheEnd() throws Exception {
        streams.add(PLACED + RESERVED + DELIVERED + END);

        assertThat(run()).isZero();

        assertThat(printed()).isEqualTo("""
                        Order A-1: 1 × MUG-BLUE

                              ms  service               event              topic            partition  offset
                               0  order-service         OrderPlaced        orders                   2      41  1 × MUG-BLUE
                             +38  warehouse-service     StockReserved      stock                    0       7  kept

                        DELIVERED after 5.250 s
                        Messages to the customer: http://localhost:8083/notifications?orderId=A-1
                        """);
    }

    @Test
    void sendsWhatWasAskedFor() throws Exception {
        streams.add(END);

        run("--sku", "CAP-BLACK", "--quantity", "3", "--email", "a@b.c", "--phone", "");

        assertThat(received)
                .contains("\"lines\":[{\"sku\":\"CAP-BLACK\",\"quantity\":3}]")
                .contains("\"email\":\"a@b.c\"")
                .doesNotContain("phone");
    }

    @Test
    void goesOnBehindTheLastStepWhenTheConnectionBreaks() throws Exception {
        streams.add(PLACED + RESERVED);
        streams.add(DELIVERED + END);

        assertThat(run()).isZero();

        assertThat(lastEventIds).containsExactly(null, "2");
        assertThat(printed()).containsOnlyOnce("StockReserved").contains("DELIVERED");
    }

    @Test
    void saysWhyAnOrderWasRejected() throws Exception {
        streams.add("""
                event: state
                data: {"state":"REJECTED","reachedAt":{},"rejection":{"reason":"OUT_OF_STOCK","detail":"Not enough in stock"}}

                """ + END);

        assertThat(run()).isZero();

        assertThat(printed()).contains("REJECTED: Not enough in stock");
    }

    @Test
    void tellsWhatTheShopRefusesAndHowToMendIt() throws Exception {
        status = 400;
        answer = """
                {"title":"Invalid","status":400,"detail":"Refused: lines[0].quantity",
                 "errors":[{"field":"lines[0].quantity","limit":"at least 1","remedy":"Order at least 1."}]}""";

        assertThat(run("--quantity", "0")).isEqualTo(1);

        assertThat(err.toString(UTF_8)).isEqualTo("""
                demo: the shop refused: Refused: lines[0].quantity
                  lines[0].quantity: Order at least 1.
                """);
    }

    @Test
    void tellsWhenTheShopDoesNotAnswer() throws Exception {
        shop.stop(0);

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString(UTF_8)).startsWith("demo: order-service does not answer at http://127.0.0.1:");
    }

    @Test
    void givesUpOnAnOrderThatDoesNotEnd() throws Exception {
        streams.add(PLACED);

        assertThat(run("--timeout", "1")).isEqualTo(1);

        assertThat(err.toString(UTF_8)).contains("order A-1 has not ended within 1 s");
    }

    @Test
    void explainsACallThatItDoesNotUnderstand() throws Exception {
        assertThat(run("--colour", "red")).isEqualTo(2);

        assertThat(err.toString(UTF_8)).contains("--colour").contains("usage: ./demo order");
    }

    private int run(String... options) throws InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("--shop", "http://127.0.0.1:" + shop.getAddress().getPort()));
        arguments.addAll(List.of(options));
        return new PlaceAndFollow(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .run(arguments.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private void place(HttpExchange exchange) throws IOException {
        received = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        byte[] body = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Sends the next stream and ends it, as a server that goes away does; without one it says nothing at all. */
    private void stream(HttpExchange exchange) throws IOException {
        lastEventIds.add(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            String events = streams.poll();
            body.write((events == null ? ": nothing\n\n" : events).getBytes(UTF_8));
        }
    }
}
