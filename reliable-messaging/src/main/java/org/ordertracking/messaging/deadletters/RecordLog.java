package org.ordertracking.messaging.deadletters;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Where records are written to: the broker. */
interface RecordLog {

    /**
     * Writes a record and returns when all replicas have it. Blocks for a bounded time, some twenty seconds.
     *
     * @throws KafkaException when it was not acknowledged; it may be on the log all the same
     */
    void append(ProducerRecord<byte[], byte[]> record) throws InterruptedException;
}
