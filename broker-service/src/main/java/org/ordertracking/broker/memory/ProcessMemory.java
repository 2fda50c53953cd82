package org.ordertracking.broker.memory;

/** The process, as far as {@link MemoryReturn} needs it. */
interface ProcessMemory {

    /** Processor time that the process has taken since it began, in nanoseconds. */
    long processorNanos();

    /** Bytes of heap in use, dead objects included. */
    long usedHeap();

    /** Bytes of heap that are the process's own, used or not. */
    long committedHeap();

    /** Gives the operating system what is not in use. Everything stands still meanwhile, some milliseconds for each 10 MB in use. */
    void giveBack();
}
