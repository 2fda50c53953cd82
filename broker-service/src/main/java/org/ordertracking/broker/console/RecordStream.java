package org.ordertracking.broker.console;

import org.ordertracking.broker.console.view.RecordViews;

/** The records of one partition that are wanted, one after the other in one direction. */
interface RecordStream extends AutoCloseable {

    /**
     * The next one, which stays the next one until it is taken. Looks for it if need be, as long as the budget lasts.
     *
     * @return null when there is none, or none within the budget
     */
    RecordViews.Shown peek();

    /** Goes on behind the next one. */
    void take();

    /** Where another stream would have to begin to go on behind what was taken. */
    long position();

    /** Whether all was looked at. */
    boolean isAtEnd();

    @Override
    void close();
}
