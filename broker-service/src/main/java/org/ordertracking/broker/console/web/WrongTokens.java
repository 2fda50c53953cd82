package org.ordertracking.broker.console.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong tokens by the address that they come from: one that has sent {@value #MOST} within a minute has to wait until the minute is
 * over. Addresses beyond {@value #ADDRESSES} push out the oldest.
 */
final class WrongTokens {
    static final int MOST = 10;
    static final int ADDRESSES = 1_000;

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    /**
     * @param since when the first of them came
     */
    private record Count(long since, int times) {}

    WrongTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** For how many seconds an address has to wait; 0 when it need not. */
    synchronized long waitSeconds(String address) {
        Count count = counts.get(address);
        if (count == null || count.times() < MOST) {
            return 0;
        }
        long left = count.since() + PERIOD.toMillis() - clock.millis();
        return left <= 0 ? 0 : Duration.ofMillis(left).toSeconds() + 1;
    }

    synchronized void add(String address) {
        long now = clock.millis();
        Count count = counts.remove(address);
        boolean over = count == null || now - count.since() >= PERIOD.toMillis();
        counts.put(address, over ? new Count(now, 1) : new Count(count.since(), count.times() + 1));
        if (counts.size() > ADDRESSES) {
            counts.remove(counts.keySet().iterator().next());
        }
    }
}
