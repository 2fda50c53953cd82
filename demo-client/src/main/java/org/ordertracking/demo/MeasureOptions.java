package org.ordertracking.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of a measurement asks for.
 *
 * @param order who orders, and where; its product counts only when {@code sku} is present
 * @param sku the one product that all orders are for; without it they go round all products of which there is enough
 * @param rate orders per second, at most
 * @param count orders in all
 * @param patience how long a shop that does not answer at the beginning is asked again
 */
record MeasureOptions(OrderOptions order, Optional<String> sku, int rate, int count, Duration patience) {

    static final String USAGE = """
            usage: demo-client measure [--shop URL] [--rate PER_SECOND] [--count ORDERS] [--sku SKU] [--quantity N]
                                       [--email ADDRESS] [--phone NUMBER] [--wait SECONDS] [--timeout SECONDS]""";

    private static final int MOST_PER_SECOND = 5_000;
    private static final int MOST_ORDERS = 100_000;

    static MeasureOptions parse(String... arguments) {
        Set<String> names = new HashSet<>(OrderOptions.NAMES);
        names.remove("--inbox");
        names.addAll(Set.of("--rate", "--count", "--wait"));
        Options options = Options.parse(names, arguments);
        return new MeasureOptions(
                OrderOptions.of(options),
                Optional.ofNullable(options.values().get("--sku")),
                options.bounded("--rate", MOST_PER_SECOND).orElse(20),
                options.bounded("--count", MOST_ORDERS).orElse(200),
                options.seconds("--wait", 120));
    }
}
