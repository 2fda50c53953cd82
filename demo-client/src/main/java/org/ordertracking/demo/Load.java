package org.ordertracking.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places orders at a steady rate and says at the end what became of the requests; the orders themselves are not followed.
 * A shop that is slower than the rate is waited for, with a bounded number of requests under way. Exit code: 0 when every
 * order was taken, 1 when not, 2 for a wrong call.
 *
 * <pre>
 * waiting for the shop ──first order taken──▶ placing ──count, duration or stop()──▶ collecting answers ──▶ summary
 *          └──not within --wait──▶ exit code 1
 * </pre>
 */
final class Load {

    private static final int MOST_UNDER_WAY = 64;
    private static final long REPORT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Load(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The command line is {@link LoadOptions}'. */
    int run(String... arguments) throws InterruptedException {
        try {
            LoadOptions options = LoadOptions.parse(arguments);
            Shop shop = new Shop(options.order().shop());
            new PatientShop(shop, out).place(options.order(), options.patience());
            return place(shop, options);
        } catch (UsageException e) {
            err.println("load: " + e.getMessage());
            err.println(LoadOptions.USAGE);
            return 2;
        } catch (Shop.RefusedException e) {
            err.println("load: the shop refused the first order: " + e.getMessage());
        } catch (IOException e) {
            err.println("load: order-service does not answer (" + e + "); is it running? --wait gives it more time");
        } finally {
            ended.countDown();
        }
        return 1;
    }

    /** Lets no more orders be placed and waits for the summary, not longer than the answers may take. */
    void stop() throws InterruptedException {
        stopped.countDown();
        ended.await(Shop.ANSWER_WITHIN.toSeconds() + 1, TimeUnit.SECONDS);
    }

    /** The first order, which found the shop, counts as the first of the run. */
    private int place(Shop shop, LoadOptions options) throws IOException, InterruptedException {
        long interval = TimeUnit.SECONDS.toNanos(1) / options.rate();
        long begun = System.nanoTime();
        long end =
                options.duration().map(duration -> begun + duration.toNanos()).orElse(Long.MAX_VALUE);
        int count = options.count().orElse(Integer.MAX_VALUE);
        LoadTally tally = new LoadTally(begun);
        tally.first();
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        long next = begun + interval;
        long report = begun + REPORT_EVERY_NANOS;
        for (int placed = 1; placed < count && awaitUntil(Math.min(next, end)) && next <= end; placed++) {
            underWay.acquire();
            long sent = System.nanoTime();
            shop.placeLater(options.order(), Shop.newKey()).whenComplete((status, failure) -> {
                tally.answer(status, failure, System.nanoTime() - sent);
                underWay.release();
            });
            // Not faster afterwards to make up for a slow time.
            next = Math.max(next + interval, sent);
            if (sent - report >= 0) {
                out.println(tally.summary(sent));
                report = sent + REPORT_EVERY_NANOS;
            }
        }
        // Each request has a timeout of its own.
        underWay.acquire(MOST_UNDER_WAY);
        out.println(tally.summary(System.nanoTime()));
        return tally.allTaken() ? 0 : 1;
    }

    /** Returns true at the time, false when the run is stopped before. */
    private boolean awaitUntil(long nanoTime) throws InterruptedException {
        return !stopped.await(nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
