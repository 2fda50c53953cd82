package org.ordertracking.messaging.topics;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** Asks the broker for topics. */
interface TopicCreator {

    /** What the broker says of one topic. */
    sealed interface Answer {

        /** It was not there and is now, as it was wanted. */
        record Created() implements Answer {}

        /** It was there before, with this many partitions, and was not touched. */
        record Existed(int partitions) implements Answer {}

        /** It is not there yet, or cannot be seen. */
        record Missing(Throwable failure) implements Answer {}
    }

    /**
     * Looks which topics are there and creates the others, blocking for a bounded time. A topic that is there is left as it
     * is, and no right to create is needed for it.
     *
     * @return an answer for each topic, by its name
     */
    Map<String, Answer> create(Collection<NewTopic> topics) throws InterruptedException;
}
