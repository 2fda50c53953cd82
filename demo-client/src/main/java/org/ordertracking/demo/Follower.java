package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.ordertracking.demo.EventStreamParser.StreamEvent;

/** Follows one order to its end; a connection that breaks is opened again behind the last step that was shown. */
final class Follower {

    private static final long PAUSE_MILLIS = 1_000;

    private final Shop shop;
    private final TimelinePrinter printer;
    private final PrintStream remarks;

    private String lastEventId = "";
    private JsonNode order = MissingNode.getInstance();
    private String state = "?";

    Follower(Shop shop, TimelinePrinter printer, PrintStream remarks) {
        this.shop = shop;
        this.printer = printer;
        this.remarks = remarks;
    }

    /** Returns when the order has ended and nothing more is to come: the state it ended in. */
    String follow(String orderId) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                if (followOnce(orderId)) {
                    return state;
                }
            } catch (IOException | UncheckedIOException e) {
                if (!told) {
                    remarks.println(
                            "order-service does not answer; the order goes on, its timeline too when it is back");
                    told = true;
                }
            }
            Thread.sleep(PAUSE_MILLIS); // the pace of reconnecting: nothing here to wait on but the service itself
        }
    }

    private boolean followOnce(String orderId) throws IOException, InterruptedException {
        EventStreamParser parser = new EventStreamParser();
        try (Stream<String> lines = shop.follow(orderId, lastEventId)) {
            for (Iterator<String> line = lines.iterator(); line.hasNext(); ) {
                Optional<StreamEvent> event = parser.line(line.next());
                if (event.isPresent() && isLast(event.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isLast(StreamEvent event) throws IOException {
        lastEventId = event.id();
        switch (event.name()) {
            case "state" -> order = shop.read(event.data());
            case "step" -> printer.step(shop.read(event.data()));
            case "end" -> {
                printer.end(order);
                state = shop.read(event.data()).path("state").asText("?");
                return true;
            }
            default -> {
                // Something newer than this client.
            }
        }
        return false;
    }
}
