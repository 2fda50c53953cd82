package org.ordertracking.messaging.deadletters;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Headers of a record as bytes for a column: {@code [["name", "base64 of the value, or null"], …]}, in their order. */
final class HeadersJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

    private HeadersJson() {}

    static byte[] write(List<Header> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Header header : headers) {
                json.writeStartArray();
                json.writeString(header.key());
                json.writeString(
                        header.value() == null ? null : Base64.getEncoder().encodeToString(header.value()));
                json.writeEndArray();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Headers cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }

    static List<Header> read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, PAIRS).stream()
                    .map(HeadersJson::header)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The headers of a dead letter are damaged in the database", e);
        }
    }

    private static Header header(List<String> pair) {
        String value = pair.get(1);
        return new RecordHeader(
                pair.get(0), value == null ? null : Base64.getDecoder().decode(value));
    }
}
