package org.ordertracking.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each way in which a schema can break its readers is found, and growth is not taken for one. */
class SchemaChangesTest {

    private static final EventType TYPE = EventTypes.of(OrderPlaced.class);

    @Test
    void aRemovedFieldBreaks() {
        assertBreaks(schema -> fields(schema).remove("currency"), ".currency is gone");
    }

    @Test
    void aRenamedFieldBreaks() {
        assertBreaks(schema -> fields(schema).set("orderNumber", fields(schema).remove("orderId")), ".orderId is gone");
    }

    @Test
    void aFieldThatIsGoneFarBelowBreaks() {
        assertBreaks(
                schema -> ((ObjectNode) schema.at("/$defs/OrderLine/properties")).remove("unitPrice"),
                ".lines[].unitPrice is gone");
    }

    @Test
    void aNewFieldThatIsRequiredBreaks() {
        assertBreaks(
                schema -> {
                    fields(schema).putObject("salesChannel").put("type", "string");
                    ((ArrayNode) schema.path("required")).add("salesChannel");
                },
                ".salesChannel is new and required");
    }

    @Test
    void anOldFieldThatIsRequiredNowBreaks() {
        assertBreaks(schema -> ((ArrayNode) schema.path("required")).add("payment"), "\"payment\" is required now");
    }

    @Test
    void aFieldThatMayBeMissingNowBreaks() {
        assertBreaks(schema -> ((ArrayNode) schema.path("required")).remove(0), "\"orderId\" may be missing now");
    }

    @Test
    void anotherTypeBreaks() {
        assertBreaks(schema -> field(schema, "total").put("type", "string"), ".total: type was [\"number\"]");
    }

    @Test
    void aFieldThatMayBeNullNowBreaks() {
        assertBreaks(
                schema ->
                        field(schema, "currency").putArray("type").add("string").add("null"),
                ".currency: type was [\"string\"] and is [\"null\", \"string\"]: readers of before refuse what is new");
    }

    @Test
    void aNarrowerPatternBreaks() {
        assertBreaks(schema -> field(schema, "currency").put("pattern", "^EUR$"), ".currency: pattern was");
    }

    @Test
    void aPatternWhereThereWasNoneBreaks() {
        assertBreaks(schema -> field(schema, "placedAt").put("pattern", "Z$"), ".placedAt: pattern was absent");
    }

    @Test
    void aLowerMaximumBreaksAndSoDoesAHigherOne() {
        assertBreaks(schema -> field(schema, "total").put("maximum", 10), ".total: maximum was 999999999.99 and is 10");
        assertBreaks(schema -> field(schema, "total").put("maximum", 1e12), ".total: maximum was 999999999.99");
    }

    @Test
    void fewerItemsBreak() {
        assertBreaks(schema -> field(schema, "lines").put("maxItems", 10), ".lines: maxItems was 100 and is 10");
    }

    @Test
    void anEnumWithAValueLessBreaksAndSoDoesOneWithAValueMore() {
        assertBreaks(
                schema -> ((ArrayNode) schema.at("/$defs/Customer/properties/channels/items/enum")).remove(0),
                ".customer.channels[]: enum was [\"MAIL\", \"SMS\"] and is [\"SMS\"]: events with the others");
        assertBreaks(
                schema -> ((ArrayNode) schema.at("/$defs/Customer/properties/channels/items/enum")).add("FAX"),
                "readers of before refuse what is new");
    }

    @Test
    void aRuleOfAKindThatIsNotKnownHereBreaksByItself() {
        assertBreaks(schema -> schema.put("minProperties", 3), ": minProperties was absent and is 3");
        assertBreaks(schema -> ((ObjectNode) schema.at("/$defs/Customer")).remove("anyOf"), ".customer: anyOf was");
    }

    @Test
    void closingAnObjectBreaks() {
        assertBreaks(
                schema -> schema.put("additionalProperties", false), ": additionalProperties was absent and is false");
    }

    @Test
    void aNewFieldThatMayBeMissingIsGrowth() {
        assertIsGrowth(schema -> fields(schema).putObject("giftWrap").put("type", "string"));
        assertIsGrowth(schema -> ((ObjectNode) schema.at("/$defs/OrderLine/properties"))
                .putObject("engraving")
                .put("type", "string"));
    }

    @Test
    void otherWordsAreGrowth() {
        assertIsGrowth(schema -> schema.put("description", "Somebody bought something."));
        assertIsGrowth(schema -> field(schema, "currency").putArray("examples").add("USD"));
    }

    @Test
    void anotherOrderIsGrowth() {
        assertIsGrowth(schema -> {
            ArrayNode required = (ArrayNode) schema.path("required");
            required.add(required.remove(0));
        });
    }

    @Test
    void whereADefinitionStandsDoesNotMatter() {
        assertIsGrowth(schema -> {
            ObjectNode definitions = (ObjectNode) schema.path("$defs");
            definitions.set("PostalAddress", definitions.remove("Address"));
            field(schema, "deliverTo").put("$ref", "#/$defs/PostalAddress");
        });
    }

    private static void assertBreaks(Consumer<ObjectNode> change, String complaint) {
        assertThat(SchemaChanges.breaking(Schemas.of(TYPE), changed(change)))
                .anySatisfy(found -> assertThat(found).contains(complaint));
    }

    private static void assertIsGrowth(Consumer<ObjectNode> change) {
        JsonNode changed = changed(change);
        assertThat(changed).isNotEqualTo(Schemas.of(TYPE));
        assertThat(SchemaChanges.breaking(Schemas.of(TYPE), changed)).isEmpty();
    }

    private static JsonNode changed(Consumer<ObjectNode> change) {
        ObjectNode schema = Schemas.of(TYPE).deepCopy();
        change.accept(schema);
        return schema;
    }

    private static ObjectNode fields(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return (ObjectNode) schema.path("properties").path(name);
    }
}
