package org.ordertracking.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The published schemas, by event type. */
final class Schemas {

    private static final ObjectMapper JSON = EventJson.mapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<EventType, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private Schemas() {}

    static JsonNode of(EventType type) {
        String file = "/schemas/" + type.payload().getSimpleName() + ".v1.json";
        try (InputStream schema = Schemas.class.getResourceAsStream(file)) {
            if (schema == null) {
                throw new AssertionError("There is no schema " + file + " for " + type.name());
            }
            return JSON.readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<ValidationMessage> complaints(EventType type, JsonNode event) {
        return COMPILED.computeIfAbsent(type, t -> FACTORY.getSchema(of(t), WITH_FORMATS))
                .validate(event);
    }
}
