package org.ordertracking.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final OrderCancelled EVENT =
            new OrderCancelled("order-1", "ordered twice", Instant.parse("2026-01-31T12:00:00Z"));

    private final EventCodec codec = new EventCodec();
    private final EventEnvelope<OrderCancelled> envelope = EventEnvelope.wrap(
            EVENT, "/order-service", Clock.fixed(Instant.parse("2026-01-31T12:00:00.123456789Z"), ZoneOffset.UTC));
    private final EncodedEvent encoded = codec.encode(envelope);

    @Test
    void anEventIsACloudEventInBinaryMode() {
        assertThat(encoded.headers())
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", envelope.id()),
                        Map.entry("ce_type", "org.ordertracking.OrderCancelled.v1"),
                        Map.entry("ce_source", "/order-service"),
                        Map.entry("ce_subject", "order-1"),
                        Map.entry("ce_time", "2026-01-31T12:00:00.123456Z"),
                        Map.entry("content-type", "application/json"));
        assertThat(new String(encoded.payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"orderId\":\"order-1\",\"reason\":\"ordered twice\","
                        + "\"cancelledAt\":\"2026-01-31T12:00:00Z\"}");
    }

    @Test
    void amountsAreNumbersWithTwoDecimals() {
        assertThat(new String(codec.payload(Examples.ALL.get(0)), StandardCharsets.UTF_8))
                .contains("\"unitPrice\":9.90")
                .contains("\"unitPrice\":20.00")
                .contains("\"total\":39.80");
    }

    @Test
    void anUnknownTypeIsNoError() {
        assertThat(codec.decode(with("ce_type", "org.ordertracking.OrderPlaced.v2"), encoded.payload()))
                .isEmpty();
    }

    @Test
    void foreignHeadersAreIgnored() {
        assertThat(codec.decode(with("x-request-id", "4711"), encoded.payload()))
                .contains(envelope);
    }

    @Test
    void aMissingSubjectAndAnyOffsetOfTheTimeAreTolerated() {
        Map<String, String> headers = with("ce_time", "2026-01-31T13:00:00.123456+01:00");
        headers.remove("ce_subject");

        assertThat(codec.decode(headers, encoded.payload())).contains(envelope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type"})
    void aMissingHeaderIsNamed(String header) {
        Map<String, String> headers = new HashMap<>(encoded.headers());
        headers.remove(header);

        assertThatThrownBy(() -> codec.decode(headers, encoded.payload()))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("header " + header + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, must be 1.0",
        "ce_time, yesterday, must be an RFC 3339 time",
        "ce_subject, order-2, order-2",
        "content-type, application/xml, must be application/json"
    })
    void aWrongHeaderIsNamed(String header, String value, String complaint) {
        assertThatThrownBy(() -> codec.decode(with(header, value), encoded.payload()))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("header " + header)
                .hasMessageContaining(complaint);
    }

    @Test
    void anIdThatNoInboxCouldKeepIsRefused() {
        assertThatThrownBy(() -> codec.decode(with("ce_id", "x".repeat(101)), encoded.payload()))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("ce_id must have at most 100 characters");
    }

    @Test
    void aContentTypeMayHaveParameters() {
        assertThat(codec.decode(with("content-type", "Application/JSON; charset=utf-8"), encoded.payload()))
                .contains(envelope);
    }

    @Test
    void anEnvelopeRefusesATypeThatIsNotThatOfItsEvent() {
        assertThatThrownBy(() -> new EventEnvelope<>(
                        "1", "org.ordertracking.OrderPlaced.v1", "/order-service", Instant.EPOCH, EVENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OrderCancelled");
    }

    private Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(encoded.headers());
        headers.put(header, value);
        return headers;
    }
}
