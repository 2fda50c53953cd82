package org.ordertracking.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of a load run asks for. It ends at the count or the duration, whichever comes first; without
 * either when it is stopped.
 *
 * @param order what is ordered each time, and where
 * @param rate orders per second, at most
 * @param patience how long a shop that does not answer at the beginning is asked again
 */
record LoadOptions(
        OrderOptions order, int rate, Optional<Integer> count, Optional<Duration> duration, Duration patience) {

    static final String USAGE = """
            usage: demo-client load [--shop URL] [--rate PER_SECOND] [--count ORDERS] [--duration SECONDS] [--sku SKU]
                                    [--quantity N] [--email ADDRESS] [--phone NUMBER] [--wait SECONDS]""";

    private static final int MOST_PER_SECOND = 1_000;

    static LoadOptions parse(String... arguments) {
        Set<String> names = new HashSet<>(OrderOptions.NAMES);
        names.removeAll(Set.of("--inbox", "--timeout"));
        names.addAll(Set.of("--rate", "--count", "--duration", "--wait"));
        Options options = Options.parse(names, arguments);
        return new LoadOptions(
                OrderOptions.of(options),
                options.bounded("--rate", MOST_PER_SECOND).orElse(1),
                options.bounded("--count", Integer.MAX_VALUE),
                options.bounded("--duration", Integer.MAX_VALUE).map(Duration::ofSeconds),
                options.seconds("--wait", 120));
    }
}
