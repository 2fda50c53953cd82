package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record that could not be applied, as it goes to a dead-letter topic: key, value and headers as they were, and behind them
 * the headers that say where it stood and why it is here ({@link DeadLetterHeaders}).
 *
 * <p>For a consumer of its own kind, such as a Kafka Streams topology: {@link #of} and {@link #toRecord} make the record, and
 * whoever has a transaction sends it in that; everybody else hands it to {@link DeadLetterWriter}.
 *
 * @param key null when the record had none
 * @param value null when the record had none
 */
public record DeadLetter(Origin origin, byte[] key, byte[] value, List<Header> headers, Failure failure) {

    public DeadLetter {
        headers = List.copyOf(headers);
    }

    /** What becomes of a record that was read as bytes. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        return new DeadLetter(
                Origin.of(record),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()),
                failure);
    }

    /** The record as it goes to this topic. */
    public ProducerRecord<byte[], byte[]> toRecord(String deadLetterTopic) {
        return new ProducerRecord<>(deadLetterTopic, null, key, value, withOwnHeaders());
    }

    /**
     * The same without what makes it large, for a broker that does not take the whole: the original stays where it was, as long
     * as its topic keeps it.
     */
    DeadLetter withoutValue() {
        List<Header> noted =
                List.of(header(DeadLetterHeaders.OMITTED, Integer.toString(value == null ? 0 : value.length)));
        return new DeadLetter(origin, null, null, noted, failure);
    }

    private List<Header> withOwnHeaders() {
        List<Header> all = new ArrayList<>(headers);
        all.add(header(DeadLetterHeaders.EXCEPTION, failure.exception()));
        all.add(header(DeadLetterHeaders.REASON, failure.reason()));
        failure.cause().ifPresent(cause -> {
            all.add(header(DeadLetterHeaders.CAUSE_EXCEPTION, cause.exception()));
            all.add(header(DeadLetterHeaders.CAUSE, cause.reason()));
        });
        all.add(header(DeadLetterHeaders.TOPIC, origin.topic()));
        all.add(header(DeadLetterHeaders.PARTITION, Integer.toString(origin.partition())));
        all.add(header(DeadLetterHeaders.OFFSET, Long.toString(origin.offset())));
        all.add(header(DeadLetterHeaders.TIMESTAMP, Long.toString(origin.time().toEpochMilli())));
        all.add(header(DeadLetterHeaders.CONSUMER, failure.consumer()));
        all.add(header(DeadLetterHeaders.ATTEMPTS, Integer.toString(failure.attempts())));
        all.add(header(DeadLetterHeaders.STACK, failure.stack()));
        return all;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
