package org.ordertracking.order.screening;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.EventTypes;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderScreened;
import org.ordertracking.events.OrderScreened.Verdict;
import org.ordertracking.order.screening.rule.Finding;

/** Turns findings into records of topic {@code order-screenings}. */
final class Verdicts {

    /** What carries a trace on (W3C). */
    private static final List<String> TRACE = List.of("traceparent", "tracestate");

    private final EventCodec codec;
    private final String source;

    /** @param service the name of this service */
    Verdicts(EventCodec codec, String service) {
        this.codec = codec;
        this.source = "/" + service;
    }

    /**
     * The verdict on an order, as part of the trace in which it was placed. Its id follows from that of the OrderPlaced: who reads
     * that again says the same again, and an inbox knows it.
     *
     * @param placedHeaders of the record that it was read from
     * @param nowMillis the record's time, which places it on a timeline
     */
    Record<String, byte[]> on(
            EventEnvelope<OrderPlaced> placed, Finding finding, Headers placedHeaders, long nowMillis) {
        Instant now = Instant.ofEpochMilli(nowMillis);
        OrderScreened event = new OrderScreened(
                placed.event().orderId(),
                finding.isCleared() ? Verdict.CLEARED : Verdict.SUSPECTED,
                finding.broken().orElse(null),
                finding.detail(),
                now);
        EncodedEvent encoded = codec.encode(
                new EventEnvelope<>(idAfter(placed.id()), EventTypes.of(event).name(), source, now, event));
        return new Record<>(encoded.key(), encoded.payload(), nowMillis, headers(encoded, placedHeaders));
    }

    static String idAfter(String placedId) {
        return UUID.nameUUIDFromBytes(("OrderScreened after " + placedId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Headers headers(EncodedEvent encoded, Headers placedHeaders) {
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        for (String name : TRACE) {
            Header header = placedHeaders.lastHeader(name);
            if (header != null) {
                headers.add(header);
            }
        }
        return headers;
    }
}
