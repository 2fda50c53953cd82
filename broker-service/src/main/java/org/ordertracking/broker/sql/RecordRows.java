package org.ordertracking.broker.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ordertracking.broker.records.StoredHeader;
import org.ordertracking.broker.records.StoredRecord;
import org.ordertracking.broker.sql.engine.EngineRow;

/**
 * Makes rows of records. Texts are UTF-8; in what is none, each byte beyond ASCII, and the backslash, is written as {@code \xNN}, and it has
 * no columns. Of headers with the same name the last counts, as with Kafka's {@code lastHeader}.
 */
final class RecordRows {
    private static final int LAST_ASCII = 0x7e;

    private RecordRows() {}

    /**
     * @param columns takes note of the value's fields
     */
    static EngineRow row(StoredRecord record, TopicColumns columns) {
        String value = null;
        Optional<JsonShape.Fields> fields = Optional.empty();
        if (record.value() != null) {
            Optional<String> text = utf8(record.value());
            value = text.orElseGet(() -> escaped(record.value()));
            fields = text.flatMap(JsonShapeReader::objectIn);
            fields.ifPresent(columns::add);
        }
        return new EngineRow(
                record.partition(),
                record.offset(),
                record.timestamp() < 0 ? null : record.timestamp(),
                record.key() == null ? null : text(record.key()),
                headers(record.headers()),
                value,
                fields.isPresent());
    }

    private static String text(ByteBuffer bytes) {
        return utf8(bytes).orElseGet(() -> escaped(bytes));
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    private static String escaped(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer left = bytes.duplicate(); left.hasRemaining(); ) {
            int found = left.get() & 0xff;
            if (found >= ' ' && found <= LAST_ASCII && found != '\\') {
                text.append((char) found);
            } else {
                text.append("\\x%02X".formatted(found));
            }
        }
        return text.toString();
    }

    private static String headers(List<StoredHeader> headers) {
        Map<String, String> last = new LinkedHashMap<>();
        headers.forEach(header -> last.put(header.key(), header.value() == null ? null : text(header.value())));
        return last.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ':' + (entry.getValue() == null ? "null" : json(entry.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(String text) {
        return '"'
                + new String(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(text))
                + '"';
    }
}
