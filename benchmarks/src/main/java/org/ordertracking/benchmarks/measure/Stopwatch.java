package org.ordertracking.benchmarks.measure;

import java.util.List;

/** Time, and what others took of the machine, since it was made. */
public final class Stopwatch {

    private final long start = System.nanoTime();
    private final List<Long> known;
    private final double knownBefore;
    private final double busyBefore = ProcFiles.machineBusySeconds();

    /**
     * @param known processes that are part of the measurement and outlive it; this one is added, and its children that end
     *     meanwhile
     */
    public Stopwatch(List<Long> known) {
        this.known = known;
        this.knownBefore = knownCpu();
    }

    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Share of the machine's processors that processes unknown to this watch took, 0 to 1. */
    public double others() {
        double capacity = seconds() * Runtime.getRuntime().availableProcessors();
        double unknown = ProcFiles.machineBusySeconds() - busyBefore - (knownCpu() - knownBefore);
        return Math.max(0, Math.min(1, unknown / capacity));
    }

    private double knownCpu() {
        double sum =
                ProcFiles.cpuSecondsWithEndedChildren(ProcessHandle.current().pid());
        for (long pid : known) {
            sum += ProcFiles.cpuSeconds(pid);
        }
        return sum;
    }
}
