package org.ordertracking.broker.sql.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/**
 * Writes the engine's values as JSON. Integers beyond 2^53 and decimals are texts, since most readers of JSON know doubles only; times are
 * ISO 8601; bytes are base64. Without a library, so that the engine's process needs no other class path than DuckDB.
 */
final class JsonText {
    private static final long EXACT = 1L << 53;

    private final StringBuilder text = new StringBuilder();

    StringBuilder text() {
        return text;
    }

    void value(Object value) throws SQLException {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            integer(((Number) value).longValue());
        } else if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            integer(big.longValue());
        } else if (value instanceof Double || value instanceof Float) {
            real(((Number) value).doubleValue(), value);
        } else if (value instanceof BigDecimal decimal) {
            string(decimal.toPlainString());
        } else if (value instanceof OffsetDateTime time) {
            string(DateTimeFormatter.ISO_INSTANT.format(time));
        } else if (value instanceof Timestamp time) {
            string(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.toLocalDateTime()));
        } else if (value instanceof Blob blob) {
            string(Base64.getEncoder().encodeToString(blob.getBytes(1, Math.toIntExact(blob.length()))));
        } else if (value instanceof Array array) {
            array((Object[]) array.getArray());
        } else if (value instanceof DuckDBStruct struct) {
            map(struct.getMap());
        } else if (value instanceof Struct struct) {
            array(struct.getAttributes());
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else {
            string(value.toString());
        }
    }

    private void integer(long value) {
        if (value > EXACT || value < -EXACT) {
            string(Long.toString(value));
        } else {
            text.append(value);
        }
    }

    private void real(double value, Object shown) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            string(shown.toString());
        } else {
            text.append(shown);
        }
    }

    private void array(Object[] values) throws SQLException {
        text.append('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            value(values[i]);
        }
        text.append(']');
    }

    private void map(Map<?, ?> values) throws SQLException {
        text.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            string(String.valueOf(entry.getKey()));
            text.append(':');
            value(entry.getValue());
        }
        text.append('}');
    }

    void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char found = value.charAt(i);
            if (found == '"' || found == '\\') {
                text.append('\\').append(found);
            } else if (found < ' ') {
                text.append("\\u%04x".formatted((int) found));
            } else {
                text.append(found);
            }
        }
        text.append('"');
    }
}
