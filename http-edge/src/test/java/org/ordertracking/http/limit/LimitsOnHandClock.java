package org.ordertracking.http.limit;

import io.micrometer.core.instrument.MeterRegistry;

/** Limits whose time a test moves, for tests of other packages. */
public final class LimitsOnHandClock {

    private LimitsOnHandClock() {}

    public static ClientLimits few(HandClock clock, MeterRegistry meters) {
        return new ClientLimits(FixedLimits.few(), meters, clock);
    }
}
