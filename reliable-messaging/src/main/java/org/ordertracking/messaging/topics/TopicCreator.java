package org.ordertracking.messaging.topics;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** Asks the broker for topics. */
interface TopicCreator {

    /** The topic was created, or was there already; or why it is still missing. */
    record Answer(boolean isThere, boolean isNew, Throwable failure) {

        static Answer created() {
            return new Answer(true, true, null);
        }

        static Answer existed() {
            return new Answer(true, false, null);
        }

        static Answer missing(Throwable failure) {
            return new Answer(false, false, failure);
        }
    }

    /** Creates topics, blocking for a bounded time, and answers for each by name. */
    Map<String, Answer> create(Collection<NewTopic> topics) throws InterruptedException;
}
