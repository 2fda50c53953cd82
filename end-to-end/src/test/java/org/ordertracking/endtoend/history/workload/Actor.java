package org.ordertracking.endtoend.history.workload;

/** One client of a run, on a thread of its own. Whatever it throws fails the run. */
interface Actor {

    String name();

    /** Works until the stage is ending, and leaves nothing open. */
    void act() throws Exception;
}
