package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.ordertracking.events.EventHeaders;
import org.ordertracking.events.Topics;

/**
 * Makes letters of what lies in a dead-letter topic. Whatever lies there becomes one: a record that is no dead letter is one with
 * an obstacle, and so is one that is too large to be kept.
 */
final class LetterReader {

    private static final int MAX_NAME = 200;
    private static final int MAX_EXCEPTION = 300;
    private static final int MAX_STACK = 10_000;

    /** Kept of what is too large to be kept whole, to look at. */
    private static final int PREVIEW_BYTES = 16 * 1024;

    /** What a column of H2 holds. */
    private static final int MOST_STORED_BYTES = 1024 * 1024;

    private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    /** What a header takes in {@link HeadersJson}, apart from its name and value. */
    private static final long PER_HEADER = 16;

    /** A control character of a name. */
    private static final long MOST_PER_CHARACTER = 6;

    private final String service;
    private final int maxStoredBytes;

    /**
     * @param service whose dead letters these are
     */
    LetterReader(String service, int maxStoredBytes) {
        if (maxStoredBytes < 1 || maxStoredBytes > MOST_STORED_BYTES) {
            throw new IllegalArgumentException("messaging.dead-letters.max-stored-bytes must be between 1 and "
                    + MOST_STORED_BYTES + ", was " + maxStoredBytes);
        }
        this.service = service;
        this.maxStoredBytes = maxStoredBytes;
    }

    StoredLetter read(ConsumerRecord<byte[], byte[]> record) {
        List<Header> original = new ArrayList<>(List.of(record.headers().toArray()));
        Told told = Told.takenFrom(original);
        Origin own = new Origin(record.topic(), record.partition(), record.offset(), time(record.timestamp()));
        Origin origin = told.origin(own);
        Optional<String> obstacle = obstacle(record, told, origin);
        boolean tooLarge = size(record, original) > maxStoredBytes;
        String consumer = BoundedText.of(told.text(DeadLetterHeaders.CONSUMER).orElse(service), MAX_NAME);
        StoredLetter.Note note = new StoredLetter.Note(
                id(consumer, origin),
                0,
                LetterState.OPEN,
                consumer,
                origin,
                Optional.empty(),
                header(original, EventHeaders.ID),
                header(original, EventHeaders.TYPE),
                BoundedText.of(told.text(DeadLetterHeaders.EXCEPTION).orElse("unknown"), MAX_EXCEPTION),
                BoundedText.of(told.text(DeadLetterHeaders.REASON).orElse("unknown"), Failure.MAX_REASON),
                (int) told.number(DeadLetterHeaders.ATTEMPTS).orElse(1L).longValue(),
                time(record.timestamp()),
                header(original, EventHeaders.REPLAY_OF),
                obstacle.or(() -> tooLarge ? Optional.of(tooLarge(record, original, own)) : Optional.empty()),
                Optional.empty());
        return new StoredLetter(
                note,
                tooLarge ? start(record.key(), MAX_NAME) : record.key(),
                tooLarge ? start(record.value(), PREVIEW_BYTES) : record.value(),
                told.number(DeadLetterHeaders.OMITTED)
                        .or(() -> Optional.ofNullable(record.value()).map(value -> (long) value.length)),
                tooLarge ? List.of() : original,
                BoundedText.of(told.text(DeadLetterHeaders.STACK).orElse(""), MAX_STACK),
                header(original, EventHeaders.TRACE_PARENT).orElse(null));
    }

    /** The same for the same record and consumer, also when its letter comes twice; another after a topic began anew. */
    static String id(String consumer, Origin origin) {
        String place = consumer + '|' + origin + '|' + origin.time().toEpochMilli();
        return UUID.nameUUIDFromBytes(place.getBytes(UTF_8)).toString();
    }

    private Optional<String> obstacle(ConsumerRecord<byte[], byte[]> record, Told told, Origin origin) {
        if (!told.hasOrigin()) {
            return Optional.of("it names no origin: somebody else than a consumer put it into " + record.topic());
        }
        if (!record.topic().equals(Topics.deadLetters(origin.topic(), service))) {
            return Optional.of("it lies in " + record.topic() + ", where no record of " + origin.topic() + " belongs");
        }
        return told.number(DeadLetterHeaders.OMITTED)
                .map(bytes -> "its value of " + bytes + " bytes was too large for " + record.topic() + "; it stands at "
                        + origin + " as long as the topic keeps it");
    }

    private String tooLarge(ConsumerRecord<byte[], byte[]> record, List<Header> headers, Origin own) {
        return "it has " + size(record, headers) + " bytes, more than messaging.dead-letters.max-stored-bytes ("
                + maxStoredBytes + "); it lies whole at " + own;
    }

    private static long size(ConsumerRecord<byte[], byte[]> record, List<Header> headers) {
        long size = length(record.key()) + length(record.value());
        for (Header header : headers) {
            size += PER_HEADER + MOST_PER_CHARACTER * header.key().length() + 2 * length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] start(byte[] bytes, int length) {
        return bytes == null || bytes.length <= length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** A producer may claim any time, a database holds some: what is out of its range is at the end of it. */
    private static Instant time(long millis) {
        return Instant.ofEpochMilli(Math.max(0, Math.min(millis, LATEST)));
    }

    private static Optional<String> header(List<Header> headers, String name) {
        return last(headers, name)
                .map(header -> BoundedText.of(new String(header.value(), UTF_8), MAX_NAME))
                .filter(text -> !text.isBlank());
    }

    private static Optional<Header> last(List<Header> headers, String name) {
        Header found = null;
        for (Header header : headers) {
            if (header.key().equals(name) && header.value() != null) {
                found = header;
            }
        }
        return Optional.ofNullable(found);
    }

    /** What a dead letter says of itself. */
    private record Told(List<Header> headers) {

        /** Removes from the headers those that are no part of the original: of each name the last, for it was added last. */
        static Told takenFrom(List<Header> headers) {
            List<Header> own = new ArrayList<>();
            for (String name : DeadLetterHeaders.ALL) {
                for (int i = headers.size() - 1; i >= 0; i--) {
                    if (headers.get(i).key().equals(name)) {
                        own.add(headers.remove(i));
                        break;
                    }
                }
            }
            return new Told(own);
        }

        Optional<String> text(String name) {
            return last(headers, name).map(header -> new String(header.value(), StandardCharsets.UTF_8));
        }

        Optional<Long> number(String name) {
            return text(name).flatMap(text -> {
                try {
                    return Optional.of(Long.parseLong(text));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            });
        }

        boolean hasOrigin() {
            return text(DeadLetterHeaders.TOPIC).isPresent()
                    && number(DeadLetterHeaders.PARTITION)
                            .filter(partition -> partition >= 0 && partition <= Integer.MAX_VALUE)
                            .isPresent()
                    && number(DeadLetterHeaders.OFFSET).isPresent();
        }

        /** Where the original stood; the letter's own place when it does not say. */
        Origin origin(Origin own) {
            if (!hasOrigin()) {
                return own;
            }
            return new Origin(
                    BoundedText.of(text(DeadLetterHeaders.TOPIC).orElseThrow(), 249),
                    number(DeadLetterHeaders.PARTITION).orElseThrow().intValue(),
                    number(DeadLetterHeaders.OFFSET).orElseThrow(),
                    number(DeadLetterHeaders.TIMESTAMP).map(LetterReader::time).orElse(own.time()));
        }
    }
}
