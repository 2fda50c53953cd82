package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Dead letters for tests. */
final class Letters {

    static final String TOPIC = "orders.test-service.dead-letters";
    static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Letters() {}

    static DeadLetter letter(long offset) {
        return letter(offset, "{\"orderId\":\"order-1\"}".getBytes(UTF_8));
    }

    static DeadLetter letter(long offset, byte[] value, Header... moreHeaders) {
        List<Header> headers = new ArrayList<>(List.of(
                header("ce_id", "event-" + offset),
                header("ce_type", "org.ordertracking.OrderCancelled.v1"),
                header("traceparent", TRACE_PARENT)));
        headers.addAll(List.of(moreHeaders));
        return new DeadLetter(
                new Origin("orders", 2, offset, Instant.parse("2026-01-31T12:00:00Z")),
                "order-1".getBytes(UTF_8),
                value,
                headers,
                Failure.of("test-service", 3, new IllegalStateException("refused", new ArithmeticException("why"))));
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    /** As the consumer of the dead-letter topic reads it. */
    static ConsumerRecord<byte[], byte[]> read(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> written = letter.toRecord(TOPIC);
        return record(written.key(), written.value(), written.headers().toArray());
    }

    static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, Header... headers) {
        return new ConsumerRecord<>(
                TOPIC,
                0,
                7,
                Instant.parse("2026-01-31T12:00:01Z").toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }
}
