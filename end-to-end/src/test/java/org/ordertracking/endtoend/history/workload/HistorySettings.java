package org.ordertracking.endtoend.history.workload;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How a run is to be, from system properties.
 *
 * @param seed {@code history.seed}: decides when the broker is killed and what each client does in turn. How their threads
 *     interleave it does not decide. Without it, another one for each run.
 * @param kills {@code history.kills}: how often the broker is killed
 */
record HistorySettings(long seed, int kills) {

    static HistorySettings fromSystemProperties() {
        String seed = System.getProperty("history.seed", "");
        return new HistorySettings(
                seed.isEmpty() ? ThreadLocalRandom.current().nextLong(1_000_000_000) : Long.parseLong(seed),
                Integer.parseInt(System.getProperty("history.kills")));
    }
}
