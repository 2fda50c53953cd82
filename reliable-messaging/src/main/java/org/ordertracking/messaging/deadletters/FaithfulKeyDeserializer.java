package org.ordertracking.messaging.deadletters;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Keys as text, without losing those that are none: what is not UTF-8 is read with replacement characters as usual, and goes
 * along as it was in the header {@value #RAW_KEY}, for a dead letter to have the same key as its original.
 *
 * <p>Named in the library's defaults, and so found by reflection.
 */
@RegisterForReflection
public final class FaithfulKeyDeserializer implements Deserializer<String> {

    /** Only between the consumer and its listener, never on the log. */
    static final String RAW_KEY = "dead-letter-raw-key";

    @Override
    public String deserialize(String topic, byte[] key) {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(String topic, Headers headers, byte[] key) {
        if (key != null && !isText(key)) {
            headers.add(RAW_KEY, key);
        }
        return deserialize(topic, key);
    }

    private static boolean isText(byte[] key) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
