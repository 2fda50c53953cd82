package org.ordertracking.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Places an order with a shop that may not be up yet, and asks again until it answers. All tries are the same request to
 * the shop (its idempotency key), so one whose answer was lost does not become two orders.
 */
final class PatientShop {

    private static final long PAUSE_MILLIS = 1_000;

    private final Shop shop;
    private final PrintStream out;

    PatientShop(Shop shop, PrintStream out) {
        this.shop = shop;
        this.out = out;
    }

    /**
     * Returns the order's id.
     *
     * @throws Shop.RefusedException when the shop says no, or is not able to say anything else within the time
     * @throws IOException when it does not answer within the time
     */
    String place(OrderOptions order, Duration wait) throws IOException, InterruptedException {
        String key = Shop.newKey();
        long deadline = System.nanoTime() + wait.toNanos();
        boolean told = false;
        while (true) {
            try {
                return shop.place(order, key);
            } catch (Shop.RefusedException e) {
                if (!e.mayPass() || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
            } catch (IOException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
            }
            if (!told) {
                out.println("Waiting up to " + wait.toSeconds() + " s for order-service at " + order.shop());
                told = true;
            }
            Thread.sleep(PAUSE_MILLIS); // the pace of asking: nothing here to wait on but the service itself
        }
    }
}
