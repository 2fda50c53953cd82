package org.ordertracking.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract grows without breaking who reads by that of the last release ({@code src/test/resources/baseline}). With
 * {@code -Dcontract.release=true}, and only if nothing breaks, the contract as it is becomes the baseline.
 */
class ReleasedContractTest {

    private static final String REMEDY = "; publish the change as a new type (….v2) beside the old one, see README.md";
    private static final ObjectMapper JSON = EventJson.mapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final ReleasedContract RELEASED = ReleasedContract.read();

    private static boolean broken;

    private final EventCodec codec = new EventCodec();

    static Set<String> releasedTypes() {
        return RELEASED.topics().keySet();
    }

    static List<EventType> typesOfBoth() {
        return EventTypes.all().stream()
                .filter(type -> RELEASED.topics().containsKey(type.name()))
                .toList();
    }

    @Provide
    Arbitrary<Event> eventsOfReleasedTypes() {
        return Generators.events()
                .filter(event ->
                        RELEASED.topics().containsKey(EventTypes.of(event).name()));
    }

    @ParameterizedTest
    @MethodSource("releasedTypes")
    void aReleasedTypeIsStillThereAndInItsTopic(String type) {
        Optional<EventType> current = EventTypes.named(type);
        broken |= !current.map(EventType::topic)
                .equals(Optional.of(RELEASED.topics().get(type)));

        assertThat(current).as(type + " is gone" + REMEDY).isPresent();
        assertThat(current.get().topic())
                .as(type + " has moved, and its readers look elsewhere" + REMEDY)
                .isEqualTo(RELEASED.topics().get(type));
    }

    @ParameterizedTest
    @MethodSource("typesOfBoth")
    void aReleasedSchemaHasOnlyGrown(EventType type) {
        List<String> breaks = SchemaChanges.breaking(RELEASED.schema(type.name()), Schemas.of(type));
        broken |= !breaks.isEmpty();

        assertThat(breaks).as(type.name() + " breaks its readers" + REMEDY).isEmpty();
    }

    @Property(tries = 300)
    void whoReadsByTheReleasedSchemaAcceptsEveryEventOfToday(@ForAll("eventsOfReleasedTypes") Event event)
            throws IOException {
        String type = EventTypes.of(event).name();

        assertThat(FACTORY.getSchema(RELEASED.schema(type), WITH_FORMATS).validate(JSON.readTree(codec.payload(event))))
                .isEmpty();
    }

    @Property(tries = 300)
    void anEventAsItWasWrittenBeforeIsReadToday(@ForAll("eventsOfReleasedTypes") Event event) throws IOException {
        EventType type = EventTypes.of(event);
        JsonNode released = RELEASED.schema(type.name());
        JsonNode before = onlyWhatWasKnown(JSON.readTree(codec.payload(event)), released, released);

        assertThatNoException().isThrownBy(() -> codec.event(type, JSON.writeValueAsBytes(before)));
    }

    @Test
    void whatWasNotReleasedYetIsLeftOut() throws IOException {
        JsonNode released = RELEASED.schema("org.ordertracking.OrderPlaced.v1");
        Event today = Examples.of(EventTypes.of(OrderPlaced.class));

        JsonNode before = onlyWhatWasKnown(JSON.readTree(codec.payload(today)), released, released);

        assertThat(before.has("orderId")).isTrue();
        before.fieldNames()
                .forEachRemaining(field ->
                        assertThat(released.path("properties").has(field)).isTrue());
    }

    /** The event without fields that the schema does not name, at any depth. */
    private static JsonNode onlyWhatWasKnown(JsonNode event, JsonNode schema, JsonNode root) {
        String reference = schema.path("$ref").asText();
        JsonNode resolved = reference.isEmpty() ? schema : root.at(reference.substring(1));
        if (event instanceof ObjectNode object) {
            ObjectNode known = JSON.createObjectNode();
            object.properties().forEach(field -> {
                JsonNode property = resolved.path("properties").path(field.getKey());
                if (!property.isMissingNode()) {
                    known.set(field.getKey(), onlyWhatWasKnown(field.getValue(), property, root));
                }
            });
            return known;
        }
        if (event instanceof ArrayNode array) {
            ArrayNode known = JSON.createArrayNode();
            array.forEach(item -> known.add(onlyWhatWasKnown(item, resolved.path("items"), root)));
            return known;
        }
        return event;
    }

    @AfterAll
    static void release() {
        if (Boolean.getBoolean("contract.release") && !broken) {
            ReleasedContract.write();
        }
    }
}
