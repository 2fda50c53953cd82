package org.ordertracking.messaging.deadletters.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Bytes as a person can read them: one of the three, or none of them where there are no bytes.
 *
 * @param json when they are a JSON object
 * @param text when they are other text in UTF-8
 * @param base64 when they are no text
 */
@RegisterForReflection
@Schema(name = "DeadLetterContent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReadableBytes(
        @Schema(description = "the bytes, when they are a JSON object")
        Map<String, Object> json,

        @Schema(description = "the bytes, when they are other text in UTF-8")
        String text,

        @Schema(description = "the bytes, when they are no text")
        String base64) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    /** JSON where it is, else text, else base64. */
    static ReadableBytes of(byte[] bytes) {
        ReadableBytes plain = text(bytes);
        if (plain.text() == null) {
            return plain;
        }
        try {
            Map<String, Object> json = MAPPER.readValue(bytes, OBJECT);
            return json == null ? plain : new ReadableBytes(json, null, null);
        } catch (IOException noObject) {
            return plain;
        }
    }

    /** Text where it is, else base64. */
    static ReadableBytes text(byte[] bytes) {
        if (bytes == null) {
            return new ReadableBytes(null, null, null);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ReadableBytes(null, text, null);
        } catch (CharacterCodingException noText) {
            return new ReadableBytes(null, null, Base64.getEncoder().encodeToString(bytes));
        }
    }
}
