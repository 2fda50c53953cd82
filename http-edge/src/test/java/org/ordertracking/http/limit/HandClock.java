package org.ordertracking.http.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock that stands still until a test moves it. */
public final class HandClock implements TimeMeter {

    private long nanos;

    public void advance(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
