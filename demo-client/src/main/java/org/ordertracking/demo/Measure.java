package org.ordertracking.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places orders at a steady rate and says how long each took from the click until its delivery was scheduled. Exit code: 0
 * when all were scheduled, 1 when not, 2 for a wrong call.
 *
 * <p>The click is the moment at which the rate has an order due, not the one at which it could be sent: when the shop is
 * slower than the rate, customers wait, and their waiting counts.
 */
final class Measure {

    private static final int MOST_UNDER_WAY = 64;

    private final PrintStream out;
    private final PrintStream err;

    Measure(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The command line is {@link MeasureOptions}'. */
    int run(String... arguments) throws InterruptedException {
        try {
            MeasureOptions options = MeasureOptions.parse(arguments);
            Shop shop = new Shop(options.order().shop());
            List<String> skus = options.sku().isPresent()
                    ? List.of(options.sku().get())
                    : new PatientShop(shop, out).plenty(options);
            if (skus.isEmpty()) {
                err.println("measure: no product is there often enough for " + options.count()
                        + " orders; order fewer (--count), or put more on the shelf (PUT /inventory/{sku})");
                return 1;
            }
            return measure(shop, options, skus);
        } catch (UsageException e) {
            err.println("measure: " + e.getMessage());
            err.println(MeasureOptions.USAGE);
            return 2;
        } catch (Shop.RefusedException e) {
            err.println("measure: the shop refused: " + e.getMessage());
        } catch (IOException e) {
            err.println("measure: order-service does not answer (" + e + "); is it running? --wait gives it more time");
        }
        return 1;
    }

    private int measure(Shop shop, MeasureOptions options, List<String> skus) throws IOException, InterruptedException {
        Clicks clicks = place(shop, options, skus);
        out.println(clicks.summary());
        Schedules schedules =
                Schedules.await(shop, clicks.taken(), options.order().timeout());
        out.println(schedules.summary());
        boolean all = clicks.allTaken() && schedules.allScheduled();
        return all ? 0 : 1;
    }

    private static Clicks place(Shop shop, MeasureOptions options, List<String> skus)
            throws IOException, InterruptedException {
        long interval = TimeUnit.SECONDS.toNanos(1) / options.rate();
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        List<CompletableFuture<Void>> answers = new ArrayList<>(options.count());
        Instant begun = Instant.now();
        long begunNanos = System.nanoTime();
        Clicks clicks = new Clicks();
        for (int i = 0; i < options.count(); i++) {
            long due = i * interval;
            TimeUnit.NANOSECONDS.sleep(begunNanos + due - System.nanoTime()); // the rate is what is asked for
            underWay.acquire();
            Instant click = begun.plusNanos(due);
            OrderOptions order = options.order().of(skus.get(i % skus.size()));
            answers.add(shop.placeTracked(order, Shop.newKey()).handle((orderId, failure) -> {
                underWay.release();
                clicks.answer(click, orderId, failure);
                return null;
            }));
        }
        // Each request has a timeout of its own.
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        clicks.end(Duration.ofNanos(System.nanoTime() - begunNanos));
        return clicks;
    }
}
