package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class FaithfulKeyDeserializerTest {

    private final RecordHeaders headers = new RecordHeaders();
    private final FaithfulKeyDeserializer deserializer = new FaithfulKeyDeserializer();

    @Test
    void textIsReadAsText() {
        assertThat(deserializer.deserialize("orders", headers, "Straße 漢".getBytes(UTF_8)))
                .isEqualTo("Straße 漢");
        assertThat(headers).isEmpty();
    }

    @Test
    void noKeyStaysNoKey() {
        assertThat(deserializer.deserialize("orders", headers, (byte[]) null)).isNull();
        assertThat(headers).isEmpty();
    }

    @Test
    void whatIsNoTextGoesAlongAsItWas() {
        byte[] key = {(byte) 0xff, 0, (byte) 0xc3};

        assertThat(deserializer.deserialize("orders", headers, key)).isNotEmpty();
        assertThat(headers.lastHeader(FaithfulKeyDeserializer.RAW_KEY).value()).isEqualTo(key);
    }
}
