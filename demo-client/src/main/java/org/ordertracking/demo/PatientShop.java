package org.ordertracking.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        return patiently(order.shop(), wait, () -> shop.place(order, key));
    }

    /**
     * Returns the products of which there is enough for all orders of a measurement, spread over them evenly.
     *
     * @throws Shop.RefusedException when the shop says no, or is not able to say anything else within the time
     * @throws IOException when it does not answer within the time
     */
    List<String> plenty(MeasureOptions options) throws IOException, InterruptedException {
        JsonNode products = patiently(options.order().shop(), options.patience(), shop::products)
                .path("products");
        List<JsonNode> enough = new ArrayList<>();
        products.forEach(enough::add);
        int before = 0;
        while (enough.size() != before) {
            before = enough.size();
            long each = (long) Math.ceil((double) options.count() / Math.max(1, before))
                    * options.order().quantity();
            enough.removeIf(product -> product.path("available").asLong() < each);
        }
        return enough.stream().map(product -> product.path("sku").asText()).toList();
    }

    /** A shop that has just begun knows its products, and hears a moment later how many there are. */
    private JsonNode countedProducts() throws IOException, InterruptedException {
        JsonNode products = shop.products().path("products");
        for (JsonNode product : products) {
            if (product.has("available")) {
                return products;
            }
        }
        throw new IOException("the shop does not know yet how many there are of any product");
    }

    private <T> T patiently(URI address, Duration wait, Request<T> request) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        boolean told = false;
        while (true) {
            try {
                return request.send();
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
                out.println("Waiting up to " + wait.toSeconds() + " s for order-service at " + address);
                told = true;
            }
            Thread.sleep(PAUSE_MILLIS); // the pace of asking: nothing here to wait on but the service itself
        }
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws IOException, InterruptedException;
    }
}
