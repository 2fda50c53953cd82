package org.ordertracking.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What the command line of a tour asks for.
 *
 * @param order where the shop is, and how long one order may take
 * @param script the script that stops and starts processes
 * @param patience how long anything else that is to be seen may take
 */
record TourOptions(OrderOptions order, Path script, Duration patience) {

    static final String USAGE = """
            usage: demo-client tour [--shop URL] [--inbox URL] [--script PATH] [--wait SECONDS] [--timeout SECONDS]""";

    static TourOptions parse(String... arguments) {
        Set<String> names = new HashSet<>(OrderOptions.NAMES);
        names.add("--wait");
        names.add("--script");
        Options options = Options.parse(names, arguments);
        return new TourOptions(
                OrderOptions.of(options), Path.of(options.text("--script", "./demo")), options.seconds("--wait", 60));
    }
}
