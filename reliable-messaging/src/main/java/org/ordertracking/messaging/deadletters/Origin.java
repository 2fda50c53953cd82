package org.ordertracking.messaging.deadletters;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a record stands, or stood.
 *
 * @param time the timestamp of the record
 */
public record Origin(String topic, int partition, long offset, Instant time) {

    /** The place of a record that was read. */
    public static Origin of(ConsumerRecord<?, ?> record) {
        return new Origin(
                record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
