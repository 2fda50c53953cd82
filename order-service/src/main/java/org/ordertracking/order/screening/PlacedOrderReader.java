package org.ordertracking.order.screening;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.UnreadableEventException;

/** Reads orders that were placed out of records. */
final class PlacedOrderReader {

    private final EventCodec codec;

    PlacedOrderReader(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * The order; empty when the record tells of something else, known here or not.
     *
     * @throws UnreadableEventException when it is no event, or not one that the contract allows
     */
    Optional<PlacedOrder> read(Record<?, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return codec.decode(headers, record.value()).flatMap(envelope -> placed(envelope, record.value()));
    }

    private static Optional<PlacedOrder> placed(EventEnvelope<? extends Event> envelope, byte[] payload) {
        return envelope.event() instanceof OrderPlaced order
                ? Optional.of(new PlacedOrder(
                        new EventEnvelope<>(envelope.id(), envelope.type(), envelope.source(), envelope.time(), order),
                        payload))
                : Optional.empty();
    }
}
