package org.ordertracking.benchmarks.measure;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAccumulator;

/** The most memory that a process has while this is open, looked at five times a second. The process has to live on. */
public final class MemoryPeak implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;

    private final long pid;
    private final DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    private MemoryPeak(long pid) {
        this.pid = pid;
    }

    public static MemoryPeak of(long pid) {
        MemoryPeak peak = new MemoryPeak(pid);
        peak.watch.scheduleWithFixedDelay(peak::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return peak;
    }

    /** The most so far, now included, in MiB. */
    public double mebibytes() {
        look();
        return most.get();
    }

    private void look() {
        most.accumulate(ProcFiles.residentMebibytes(pid));
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
