package org.ordertracking.demo;

import java.io.IOException;

/** The processes of the suite, to be stopped and started. */
interface Suite {

    /** Stops a service as an operator would. */
    void stop(String service) throws IOException, InterruptedException;

    /** Ends a service's process as a crash would. */
    void kill(String service) throws IOException, InterruptedException;

    /** Starts what does not run, and returns when all are ready. */
    void up() throws IOException, InterruptedException;
}
