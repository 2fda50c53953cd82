package org.ordertracking.demo.script;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Stands in for each of the five services, and for the client: all that the script knows of them, and nothing else. */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String name = System.getProperty("demo.service");
        if (name == null) {
            client(arguments);
            return;
        }
        System.out.println(name + " begins");
        if (name.equals(System.getenv("FAKE_DIES"))) {
            System.out.println("the database is broken");
            System.exit(3);
        }
        String dataDir = System.getenv(name.equals("broker-service") ? "BROKER_DATA_DIR" : "DATA_DIR");
        Files.writeString(Path.of(dataDir, "data"), "precious");
        int status = name.equals(System.getenv("FAKE_NEVER_READY")) ? 503 : 200;
        HttpServer http = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"))),
                0);
        http.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
        if (name.equals(System.getenv("FAKE_IGNORES_TERM"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeService::hang));
        }
    }

    /** Says what it was called with; on a tour it has the script kill the broker, as the real one does. */
    private static void client(String... arguments) throws IOException, InterruptedException {
        System.out.println("client: " + String.join(" ", arguments));
        if (arguments[0].equals("tour")) {
            new ProcessBuilder(arguments[2], "kill", "broker-service")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
