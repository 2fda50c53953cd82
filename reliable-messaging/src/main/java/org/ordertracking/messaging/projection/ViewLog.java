package org.ordertracking.messaging.projection;

import java.util.Set;

/** The log, as views read it. A test brings one of its own. */
public interface ViewLog {

    /**
     * A reader of some topics, without a group: whoever opens it says where it reads.
     *
     * @param reader what the reader is called, for people who look at the log's clients; no other of this process is called the same
     */
    LogReader open(String reader, Set<String> topics);
}
