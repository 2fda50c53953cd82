package org.ordertracking.notification.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * The messages that are not sent yet.
 *
 * @param oldest when the oldest of them was planned; empty when there is none
 */
public record QueueCount(long messages, Optional<Instant> oldest) {

    /** No message at all. */
    public static final QueueCount EMPTY = new QueueCount(0, Optional.empty());
}
