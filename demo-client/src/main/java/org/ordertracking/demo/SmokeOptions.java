package org.ordertracking.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What the command line of a smoke run asks for.
 *
 * @param order what is ordered and where, and how long it may take until it is delivered
 * @param patience how long a shop that does not answer is asked again
 */
record SmokeOptions(OrderOptions order, Duration patience) {

    static final String USAGE = """
            usage: demo-client smoke [--shop URL] [--inbox URL] [--sku SKU] [--quantity N] [--email ADDRESS]
                                     [--phone NUMBER] [--wait SECONDS] [--timeout SECONDS]""";

    static SmokeOptions parse(String... arguments) {
        Set<String> names = new HashSet<>(OrderOptions.NAMES);
        names.add("--wait");
        Options options = Options.parse(names, arguments);
        return new SmokeOptions(OrderOptions.of(options), options.seconds("--wait", 120));
    }
}
