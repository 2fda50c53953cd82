package org.ordertracking.broker.api.records;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.InvalidRequestException;

/** Reads isolation levels from requests. */
final class Isolation {

    private Isolation() {}

    /**
     * @throws InvalidRequestException if there is no such level
     */
    static IsolationLevel of(byte id) {
        for (IsolationLevel level : IsolationLevel.values()) {
            if (level.id() == id) {
                return level;
            }
        }
        throw new InvalidRequestException(
                "isolation level %d is unknown; 0 reads everything, 1 what is committed".formatted(id));
    }
}
