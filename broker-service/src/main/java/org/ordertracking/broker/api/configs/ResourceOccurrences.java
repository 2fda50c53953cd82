package org.ordertracking.broker.api.configs;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidRequestException;

/** How often a request names each resource. */
final class ResourceOccurrences {
    private final Map<Map.Entry<Byte, String>, Integer> counts = new HashMap<>();

    void count(byte type, String name) {
        counts.merge(Map.entry(type, name), 1, Integer::sum);
    }

    /**
     * @throws InvalidRequestException if the request names it more than once
     */
    void requireOnce(byte type, String name) {
        if (counts.get(Map.entry(type, name)) > 1) {
            throw new InvalidRequestException("Each resource must appear at most once.");
        }
    }
}
