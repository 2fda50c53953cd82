package org.ordertracking.broker.log;

/** What waits for one of the threads that write logs. Any thread may ask. */
public interface AppendQueue {

    /** Appends and other tasks that wait. */
    int tasks();

    /** Bytes of the appends that wait. */
    long bytes();

    /** Appends refused since the start because too much waited. */
    long refused();
}
