package org.ordertracking.broker.console;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.ordertracking.broker.records.StoredHeader;
import org.ordertracking.broker.records.StoredRecord;

/**
 * Which records are wanted. Looks at bytes, without decoding them: text is found where its UTF-8 is.
 *
 * @param key the whole key
 * @param text somewhere in key, value or headers; A to Z count as a to z
 * @param markers whether the protocol's own records are wanted too
 */
record RecordFilter(Optional<byte[]> key, Optional<byte[]> text, boolean markers) implements Predicate<StoredRecord> {

    static RecordFilter of(Optional<String> key, Optional<String> text, boolean markers) {
        return new RecordFilter(
                key.map(RecordFilter::utf8), text.map(RecordFilter::utf8).map(RecordFilter::lowered), markers);
    }

    @Override
    public boolean test(StoredRecord record) {
        boolean isMarker = switch (record.kind()) {
            case COMMIT, ABORT, CONTROL -> true;
            case DATA, TOO_LARGE, UNREADABLE -> false;
        };
        if (isMarker && (!markers || key.isPresent() || text.isPresent())) {
            return false;
        }
        if (key.isPresent()
                && (record.key() == null || !ByteBuffer.wrap(key.get()).equals(record.key()))) {
            return false;
        }
        return text.isEmpty() || isIn(record, text.get());
    }

    private static boolean isIn(StoredRecord record, byte[] wanted) {
        if (contains(record.value(), wanted) || contains(record.key(), wanted)) {
            return true;
        }
        for (StoredHeader header : record.headers()) {
            if (contains(header.value(), wanted) || contains(ByteBuffer.wrap(utf8(header.key())), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(ByteBuffer content, byte[] wanted) {
        if (content == null) {
            return false;
        }
        int last = content.limit() - wanted.length;
        for (int at = content.position(); at <= last; at++) {
            int matched = 0;
            while (matched < wanted.length && lower(content.get(at + matched)) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lowered(byte[] text) {
        byte[] lowered = text.clone();
        for (int i = 0; i < lowered.length; i++) {
            lowered[i] = lower(lowered[i]);
        }
        return lowered;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
    }
}
