package org.ordertracking.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Places one order and prints its timeline live. Exit code: 0 when the order ended, 1 when not, 2 for a wrong call. */
public final class PlaceAndFollow {

    private final PrintStream out;
    private final PrintStream err;

    PlaceAndFollow(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The command line is {@link OrderOptions}'. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new PlaceAndFollow(out, err).run(arguments));
    }

    int run(String... arguments) throws InterruptedException {
        OrderOptions options;
        try {
            options = OrderOptions.parse(arguments);
        } catch (OrderOptions.UsageException e) {
            err.println("demo: " + e.getMessage());
            err.println(OrderOptions.USAGE);
            return 2;
        }
        Shop shop = new Shop(options.shop());
        try {
            String orderId = shop.place(options);
            out.println("Order " + orderId + ": " + options.quantity() + " × " + options.sku());
            out.println();
            int exitCode = follow(shop, orderId, options.timeout());
            out.println("Messages to the customer: " + options.inbox().resolve("/notifications?orderId=" + orderId));
            return exitCode;
        } catch (Shop.RefusedException e) {
            err.println("demo: the shop refused: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("demo: order-service does not answer at " + options.shop() + " (" + e + "); is it running?");
            return 1;
        }
    }

    private int follow(Shop shop, String orderId, Duration timeout) throws InterruptedException {
        TimelinePrinter printer = new TimelinePrinter(out);
        printer.header();
        Follower follower = new Follower(shop, printer, err);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        follower.follow(orderId);
                        ended.complete(null);
                    } catch (RuntimeException | InterruptedException e) {
                        ended.completeExceptionally(e);
                    }
                },
                "follower");
        thread.setDaemon(true);
        thread.start();
        try {
            ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return 0;
        } catch (TimeoutException e) {
            err.println("demo: order " + orderId + " has not ended within " + timeout.toSeconds()
                    + " s; ./demo status shows whether all services run");
        } catch (ExecutionException e) {
            err.println(
                    "demo: cannot follow order " + orderId + ": " + e.getCause().getMessage());
        }
        return 1;
    }
}
