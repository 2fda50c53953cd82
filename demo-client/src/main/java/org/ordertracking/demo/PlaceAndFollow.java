package org.ordertracking.demo;

import java.io.IOException;
import java.io.PrintStream;

/** Places one order and prints its timeline live. Exit code: 0 when the order ended, 1 when not, 2 for a wrong call. */
final class PlaceAndFollow {

    private final PrintStream out;
    private final PrintStream err;

    PlaceAndFollow(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The command line is {@link OrderOptions}'. */
    int run(String... arguments) throws InterruptedException {
        OrderOptions options;
        try {
            options = OrderOptions.parse(arguments);
        } catch (UsageException e) {
            err.println("demo: " + e.getMessage());
            err.println(OrderOptions.USAGE);
            return 2;
        }
        Shop shop = new Shop(options.shop());
        try {
            String orderId = shop.place(options, Shop.newKey());
            out.println("Order " + orderId + ": " + options.quantity() + " × " + options.sku());
            out.println();
            boolean ended = new TimedFollower(shop, out, err)
                    .follow(orderId, options.timeout())
                    .isPresent();
            out.println("Messages to the customer: " + options.inbox().resolve("/notifications?orderId=" + orderId));
            return ended ? 0 : 1;
        } catch (Shop.RefusedException e) {
            err.println("demo: the shop refused: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("demo: order-service does not answer at " + options.shop() + " (" + e + "); is it running?");
            return 1;
        }
    }
}
