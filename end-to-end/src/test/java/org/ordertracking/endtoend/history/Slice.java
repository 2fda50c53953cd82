package org.ordertracking.endtoend.history;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A stretch of a partition as a reader saw it.
 *
 * @param from the first offset that was asked for
 * @param to the offset after the last
 * @param records what was there, by offset; what is missing between the two was no record to this reader
 */
public record Slice(TopicPartition partition, long from, long to, SortedMap<Long, Value> records) {

    public Slice {
        records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
        if (!records.isEmpty() && (records.firstKey() < from || records.lastKey() >= to)) {
            throw new IllegalArgumentException("records from " + records.firstKey() + " to " + records.lastKey()
                    + " outside of " + from + " to " + to);
        }
    }
}
