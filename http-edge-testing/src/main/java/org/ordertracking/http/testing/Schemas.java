package org.ordertracking.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/**
 * The schemas of a document. Objects are closed: a member that the document does not name is a fault, unless the schema says
 * {@code additionalProperties}.
 */
final class Schemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode components;

    Schemas(JsonNode document) {
        components = closed(document.path("components").deepCopy());
    }

    /** What in the value is against the schema; empty when nothing is. */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode root = closed(schema.deepCopy());
        root.set("components", components);
        return FACTORY.getSchema(root, STRICT).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static <T extends JsonNode> T closed(T node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.has("allOf")) {
            object.set("additionalProperties", JsonNodeFactory.instance.booleanNode(false));
        }
        node.forEach(Schemas::closed);
        return node;
    }
}
