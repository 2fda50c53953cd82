package org.ordertracking.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schema and codec agree on what is broken, and say where. */
class BrokenEventsTest {

    private static final ObjectMapper JSON = EventJson.mapper();

    /** What may stand in place of any value. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"" + "x".repeat(2000) + "\"",
            "\"2026-13-40T00:00:00Z\"",
            "\"2026-01-31\"",
            "-1",
            "0",
            "1.5",
            "0.001",
            "12345678901",
            "123456789012345678901234567890",
            "[null]");

    private final EventCodec codec = new EventCodec();

    static List<EventType> types() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMissingFieldIsRefusedByBothUnlessItIsOptional(EventType type) throws IOException {
        for (JsonPointer field : fields(type)) {
            ObjectNode event = example(type);
            ((ObjectNode) event.at(field.head())).remove(field.last().getMatchingProperty());

            assertThatBothJudgeAlike(type, event, field, "nothing");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anyOtherValueIsAcceptedByBothOrRefusedByBoth(EventType type) throws IOException {
        for (JsonPointer field : fields(type)) {
            for (String value : VALUES) {
                ObjectNode event = example(type);
                ((ObjectNode) event.at(field.head())).set(field.last().getMatchingProperty(), JSON.readTree(value));

                assertThatBothJudgeAlike(type, event, field, value);
            }
        }
    }

    private void assertThatBothJudgeAlike(EventType type, JsonNode event, JsonPointer field, String value)
            throws IOException {
        byte[] payload = JSON.writeValueAsBytes(event);
        String description = type.name() + " with " + value + " at " + field;
        if (Schemas.complaints(type, event).isEmpty()) {
            assertThatNoException().as(description).isThrownBy(() -> codec.event(type, payload));
        } else {
            assertThatThrownBy(() -> codec.event(type, payload))
                    .as(description)
                    .isInstanceOf(UnreadableEventException.class)
                    .hasMessageContaining(type.name())
                    .hasMessageContaining(field.last().getMatchingProperty());
        }
    }

    @Test
    void theMessageShowsThePathAndTheLimit() throws IOException {
        EventType type = EventTypes.of(OrderPlaced.class);
        ObjectNode event = example(type);
        ((ObjectNode) event.at("/lines/1")).put("quantity", 10_001);

        assertThatThrownBy(() -> codec.event(type, JSON.writeValueAsBytes(event)))
                .hasMessage("org.ordertracking.OrderPlaced.v1: field lines[1].quantity"
                        + " must be between 1 and 10000, was 10001");
    }

    @Test
    void anAmountWithAHugeExponentIsRefusedWithoutFillingTheHeap() throws IOException {
        String json = JSON.writeValueAsString(example(EventTypes.of(OrderPlaced.class)))
                .replace("39.80", "1e999999999")
                .replace("39.8", "1e999999999");

        assertThatThrownBy(() -> codec.event(EventTypes.of(OrderPlaced.class), bytes(json)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("total");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String broken : List.of("", "x", "{", "null", "[]", "\"text\"", "{} {}", "[".repeat(10_000))) {
            assertThatThrownBy(() -> codec.event(EventTypes.of(OrderCancelled.class), bytes(broken)))
                    .as(broken)
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @Test
    void aPayloadAboveTheLimitIsNotEvenParsed() {
        byte[] large = new byte[EventCodec.MAX_PAYLOAD_BYTES + 1];

        assertThatThrownBy(() -> codec.event(EventTypes.of(OrderCancelled.class), large))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("at most 1048576");
    }

    @Test
    void rulesBetweenFieldsAreKeptByTheRecords() throws IOException {
        ObjectNode delivery = example(EventTypes.of(DeliveryScheduled.class));
        delivery.put("slotEnd", "2020-01-01T00:00:00Z");
        ObjectNode level = example(EventTypes.of(StockLevelChanged.class));
        level.put("onHand", 500).put("reserved", 501);

        assertThatThrownBy(() -> codec.event(EventTypes.of(DeliveryScheduled.class), JSON.writeValueAsBytes(delivery)))
                .hasMessageContaining("slotEnd");
        assertThatThrownBy(() -> codec.event(EventTypes.of(StockLevelChanged.class), JSON.writeValueAsBytes(level)))
                .hasMessageContaining("reserved 501 must not exceed onHand 500");
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnknownFieldIsToleratedByBoth(EventType type) throws IOException {
        ObjectNode event = example(type);
        event.putObject("addedInAYear").put("deep", 1);

        assertThat(Schemas.complaints(type, event)).isEmpty();
        assertThat(codec.event(type, JSON.writeValueAsBytes(event))).isEqualTo(Examples.of(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnknownFieldIsToleratedByBothAtEveryDepth(EventType type) throws IOException {
        ObjectNode event = example(type);
        int objects = addUnknownField(event);

        assertThat(objects).isPositive();
        assertThat(Schemas.complaints(type, event)).isEmpty();
        assertThat(codec.event(type, JSON.writeValueAsBytes(event))).isEqualTo(Examples.of(type));
    }

    /** To every object below and including this node; how many there are. */
    private static int addUnknownField(JsonNode node) {
        int objects = 0;
        for (JsonNode child : node) {
            objects += addUnknownField(child);
        }
        if (node instanceof ObjectNode object) {
            object.putArray("addedInAYear").addObject().put("deep", 1);
            objects++;
        }
        return objects;
    }

    @Test
    void aRuleOfScreeningThatIsNotKnownHereIsTakenForMissingByBoth() throws IOException {
        EventType type = EventTypes.of(OrderScreened.class);
        ObjectNode event = example(type);
        event.put("rule", "STOLEN_CARD");

        assertThat(Schemas.complaints(type, event)).isEmpty();
        OrderScreened read = (OrderScreened) codec.event(type, JSON.writeValueAsBytes(event));
        assertThat(read.rule()).isNull();
        assertThat(read.verdict()).isEqualTo(OrderScreened.Verdict.SUSPECTED);
    }

    @Test
    void anUnknownValueThatDecidesSomethingIsRefusedByBoth() throws IOException {
        EventType type = EventTypes.of(OrderScreened.class);
        ObjectNode event = example(type);
        event.put("verdict", "UNDECIDED");

        assertThat(Schemas.complaints(type, event)).isNotEmpty();
        assertThatThrownBy(() -> codec.event(type, JSON.writeValueAsBytes(event)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("verdict");
    }

    private ObjectNode example(EventType type) throws IOException {
        return (ObjectNode) JSON.readTree(codec.payload(Examples.of(type)));
    }

    /** Every field of the example, also those of nested objects. */
    private List<JsonPointer> fields(EventType type) throws IOException {
        List<JsonPointer> fields = new ArrayList<>();
        collect(example(type), JsonPointer.empty(), fields);
        return fields;
    }

    private static void collect(JsonNode node, JsonPointer path, List<JsonPointer> fields) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                JsonPointer child = path.appendProperty(field.getKey());
                fields.add(child);
                collect(field.getValue(), child, fields);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), path.appendIndex(i), fields);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
