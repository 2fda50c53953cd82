package org.ordertracking.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every event that the contract allows. */
class EventCodecPropertyTest {

    private static final ObjectMapper JSON = EventJson.mapper();

    private final EventCodec codec = new EventCodec();

    @Provide
    Arbitrary<Event> events() {
        return Generators.events();
    }

    @Property(tries = 500)
    void whatIsWrittenIsValidByTheSchema(@ForAll("events") Event event) throws IOException {
        assertThat(Schemas.complaints(EventTypes.of(event), JSON.readTree(codec.payload(event))))
                .isEmpty();
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadAsAnEqualEvent(@ForAll("events") Event event) {
        EventEnvelope<Event> envelope = new EventEnvelope<>(
                "id-1", EventTypes.of(event).name(), "/a-service", Instant.parse("2026-01-31T12:00:00.5Z"), event);

        EncodedEvent encoded = codec.encode(envelope);

        assertThat(codec.decode(encoded.headers(), encoded.payload())).isEqualTo(Optional.of(envelope));
        assertThat(encoded.topic()).isEqualTo(EventTypes.of(event).topic());
        assertThat(encoded.key()).isEqualTo(event.key());
    }

    @Property(tries = 500)
    void everyPayloadStaysFarBelowTheLimitOfABroker(@ForAll("events") Event event) {
        assertThat(codec.payload(event).length).isLessThan(EventCodec.MAX_PAYLOAD_BYTES / 10);
    }
}
