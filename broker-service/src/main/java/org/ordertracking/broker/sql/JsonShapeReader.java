package org.ordertracking.broker.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the shape of a value, without building it. */
final class JsonShapeReader {
    /** What is nested deeper is no JSON to us: the engine's recursion would end its process. */
    private static final int DEEPEST = 200;
    /** What is nested deeper has no columns of its own. */
    private static final int DEEPEST_SHAPE = 8;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Names of fields are a stranger's: kept for all time they would be a leak.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private JsonShapeReader() {}

    /** The fields of a JSON object; empty for what is none, or no JSON. */
    static Optional<JsonShape.Fields> objectIn(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            JsonShape.Fields fields = fields(parser, 0);
            return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static JsonShape.Fields fields(JsonParser parser, int depth) throws IOException {
        Map<String, JsonShape> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.merge(name, shape(parser, depth + 1), JsonShape::merge);
        }
        return new JsonShape.Fields(fields);
    }

    private static JsonShape shape(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart() && depth >= DEEPEST_SHAPE) {
            parser.skipChildren();
            return JsonShape.Any.JSON;
        }
        return switch (token) {
            case START_OBJECT -> {
                JsonShape.Fields nested = fields(parser, depth);
                yield nested.fields().size() > JsonShape.MOST_FIELDS ? JsonShape.Any.JSON : nested;
            }
            case START_ARRAY -> {
                JsonShape element = JsonShape.Scalar.NULL;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    element = element.merge(shape(parser, depth + 1));
                }
                yield new JsonShape.ListOf(element);
            }
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> JsonShape.Scalar.BIGINT;
                    default -> JsonShape.Scalar.DOUBLE;
                };
            case VALUE_NUMBER_FLOAT -> JsonShape.Scalar.DOUBLE;
            case VALUE_TRUE, VALUE_FALSE -> JsonShape.Scalar.BOOLEAN;
            case VALUE_STRING -> JsonShape.Scalar.VARCHAR;
            default -> JsonShape.Scalar.NULL;
        };
    }
}
