package org.ordertracking.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Prints an order's timeline live, for a limited time. */
final class TimedFollower {

    private final Shop shop;
    private final PrintStream out;
    private final PrintStream err;

    TimedFollower(Shop shop, PrintStream out, PrintStream err) {
        this.shop = shop;
        this.out = out;
        this.err = err;
    }

    /** Returns the state that the order ended in; empty, and why on the error stream, when it has not ended in time. */
    Optional<String> follow(String orderId, Duration timeout) throws InterruptedException {
        TimelinePrinter printer = new TimelinePrinter(out);
        printer.header();
        Follower follower = new Follower(shop, printer, err);
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        ended.complete(follower.follow(orderId));
                    } catch (RuntimeException | InterruptedException e) {
                        ended.completeExceptionally(e);
                    }
                },
                "follower");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            err.println("demo: order " + orderId + " has not ended within " + timeout.toSeconds()
                    + " s; are all services running? (./demo status, kubectl get pods)");
        } catch (ExecutionException e) {
            err.println(
                    "demo: cannot follow order " + orderId + ": " + e.getCause().getMessage());
        }
        return Optional.empty();
    }
}
