package org.ordertracking.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Shows that the whole suite works: places one order and follows it until it is delivered. Exit code: 0 when it was
 * delivered, 1 when not (rejected, cancelled, too slow, no shop), 2 for a wrong call.
 */
final class Smoke {

    private static final String DELIVERED = "DELIVERED";

    private final PrintStream out;
    private final PrintStream err;

    Smoke(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The command line is {@link SmokeOptions}'. */
    int run(String... arguments) throws InterruptedException {
        SmokeOptions options;
        try {
            options = SmokeOptions.parse(arguments);
        } catch (UsageException e) {
            err.println("smoke: " + e.getMessage());
            err.println(SmokeOptions.USAGE);
            return 2;
        }
        OrderOptions order = options.order();
        Shop shop = new Shop(order.shop());
        try {
            String orderId = new PatientShop(shop, out).place(order, options.patience());
            out.println("Order " + orderId + ": " + order.quantity() + " × " + order.sku());
            Optional<String> state = new TimedFollower(shop, out, err).follow(orderId, order.timeout());
            out.println("Messages to the customer: " + order.inbox().resolve("/notifications?orderId=" + orderId));
            if (state.filter(DELIVERED::equals).isPresent()) {
                return 0;
            }
            state.ifPresent(other -> err.println("smoke: order " + orderId + " ended as " + other + ", not delivered"));
        } catch (Shop.RefusedException e) {
            err.println("smoke: the shop refused: " + e.getMessage());
        } catch (IOException e) {
            err.println("smoke: order-service did not answer at " + order.shop() + " within "
                    + options.patience().toSeconds() + " s (" + e + "); is it running? --wait gives it more time");
        }
        return 1;
    }
}
