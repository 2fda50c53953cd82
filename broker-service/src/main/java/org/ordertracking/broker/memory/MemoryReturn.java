package org.ordertracking.broker.memory;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives memory back to the operating system when the broker has nothing to do: what its start took and nobody needs afterwards, and later
 * what a load has left. A JVM does neither by itself, for it collects only when it needs room.
 *
 * <pre>
 *   watching ── idle for a second, and the heap has grown since the last time ──► giving back (everything stands still)
 *      ▲                                                                                │
 *      └──────────────────────────────── a minute later ◄───────────────────────────────┘
 * </pre>
 */
public final class MemoryReturn implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MemoryReturn.class);

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Processor time from one look to the next up to which the process counts as idle: a tenth of a processor. */
    static final long IDLE_NANOS = LOOK_NANOS / 10;

    /** Growth that is not worth a pause. */
    static final long LEAST_GROWTH = 24L << 20;

    /** Above, the pause would be noticed: left to the collector. */
    static final long LARGEST_HEAP = 256L << 20;

    /** A broker with little to do looks idle, too, and its heap grows again: who uses it is to meet a pause a minute at most. */
    static final int LOOKS_BETWEEN = 60;

    private final ProcessMemory memory;
    private final ScheduledExecutorService thread;
    private long processorNanos;
    private long committedBefore;
    private int looksToWait;

    MemoryReturn(ProcessMemory memory, ScheduledExecutorService thread) {
        this.memory = memory;
        this.thread = thread;
        this.processorNanos = memory.processorNanos();
    }

    /** Begins to watch this process; empty where there is nothing that could be done. */
    public static Optional<MemoryReturn> start() {
        if (!JvmMemory.isHotSpot()) {
            return Optional.empty();
        }
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "memory-return");
            created.setDaemon(true);
            return created;
        });
        MemoryReturn watch = new MemoryReturn(new JvmMemory(), thread);
        thread.scheduleWithFixedDelay(watch::look, LOOK_NANOS, LOOK_NANOS, TimeUnit.NANOSECONDS);
        return Optional.of(watch);
    }

    /** To be called once in a while. */
    void look() {
        try {
            long now = memory.processorNanos();
            boolean idle = now - processorNanos < IDLE_NANOS;
            processorNanos = now;
            if (looksToWait > 0) {
                looksToWait--;
            } else if (idle
                    && memory.committedHeap() - committedBefore >= LEAST_GROWTH
                    && memory.usedHeap() <= LARGEST_HEAP) {
                memory.giveBack();
                committedBefore = memory.committedHeap();
                processorNanos = memory.processorNanos();
                looksToWait = LOOKS_BETWEEN;
            }
        } catch (RuntimeException e) {
            // A task that throws would not be run again, and nobody would hear why.
            LOG.warnf(e, "Memory is not given back any more");
            thread.shutdown();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
