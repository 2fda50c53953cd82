package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.messaging.deadletters.Letters.header;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class LetterReaderTest {

    private final LetterReader reader = new LetterReader("test-service", 1024 * 1024);

    @Test
    void whatComesBackFromTheTopicIsTheOriginalWithPlaceAndReason() {
        DeadLetter dead = Letters.letter(41);

        StoredLetter letter = reader.read(Letters.read(dead));

        assertThat(letter.key()).isEqualTo(dead.key());
        assertThat(letter.payload()).isEqualTo(dead.value());
        assertThat(letter.headers()).isEqualTo(dead.headers());
        assertThat(letter.traceParent()).isEqualTo(Letters.TRACE_PARENT);
        assertThat(letter.stack()).contains("refused").contains("Caused by: java.lang.ArithmeticException: why");
        assertThat(letter.note().origin())
                .isEqualTo(new Origin("orders", 2, 41, Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(letter.note().reason()).isEqualTo("refused");
        assertThat(letter.note().exception()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.note().consumer()).isEqualTo("test-service");
        assertThat(letter.note().attempts()).isEqualTo(3);
        assertThat(letter.note().eventId()).contains("event-41");
        assertThat(letter.note().diedAt()).isEqualTo(Instant.parse("2026-01-31T12:00:01Z"));
        assertThat(letter.note().obstacle()).isEmpty();
    }

    @Test
    void headersOfTheOriginalAreKeptAlsoWhenTheyAreCalledLikeThoseOfADeadLetter() {
        DeadLetter dead = Letters.letter(
                41, new byte[] {1}, header(DeadLetterHeaders.REASON, "of old"), header("x", "1"), header("x", "2"));

        StoredLetter letter = reader.read(Letters.read(dead));

        assertThat(letter.headers()).isEqualTo(dead.headers());
        assertThat(letter.note().reason()).isEqualTo("refused");
    }

    @Test
    void aRecordWithoutKeyAndValueStaysOne() {
        DeadLetter dead = new DeadLetter(
                Letters.letter(1).origin(),
                null,
                null,
                List.of(),
                Letters.letter(1).failure());

        StoredLetter letter = reader.read(Letters.read(dead));

        assertThat(letter.key()).isNull();
        assertThat(letter.payload()).isNull();
        assertThat(letter.payloadBytes()).isEmpty();
    }

    @Test
    void theSameRecordGivesTheSameIdAndAnotherOneAnother() {
        String id = reader.read(Letters.read(Letters.letter(41))).note().id();

        assertThat(reader.read(Letters.read(Letters.letter(41))).note().id()).isEqualTo(id);
        assertThat(reader.read(Letters.read(Letters.letter(42))).note().id()).isNotEqualTo(id);
    }

    @Test
    void whatIsNoDeadLetterIsKeptAndCannotBeReplayed() {
        StoredLetter letter = reader.read(Letters.record("k".getBytes(UTF_8), "v".getBytes(UTF_8), header("a", "b")));

        assertThat(letter.note().origin().topic()).isEqualTo(Letters.TOPIC);
        assertThat(letter.note().obstacle().orElseThrow())
                .contains("names no origin")
                .contains(Letters.TOPIC);
        assertThat(letter.headers()).containsExactly(header("a", "b"));
    }

    @Test
    void aLetterThatNamesATopicItDoesNotComeFromCannotBeReplayedThere() {
        DeadLetter dead = new DeadLetter(
                new Origin("stock", 0, 1, Instant.EPOCH),
                null,
                null,
                List.of(),
                Letters.letter(1).failure());

        assertThat(reader.read(Letters.read(dead)).note().obstacle().orElseThrow())
                .contains("where no record of stock belongs");
    }

    @Test
    void aLetterAboveTheLimitIsKeptInPartAndSaysWhereItLiesWhole() {
        LetterReader small = new LetterReader("test-service", 20_000);
        byte[] value = "x".repeat(30_000).getBytes(UTF_8);

        StoredLetter letter = small.read(Letters.read(Letters.letter(41, value)));

        assertThat(letter.payload()).hasSize(16 * 1024);
        assertThat(letter.payloadBytes()).contains(30_000L);
        assertThat(letter.note().obstacle().orElseThrow())
                .contains("more than messaging.dead-letters.max-stored-bytes (20000)")
                .contains(Letters.TOPIC + "-0@7");
    }

    @Test
    void aLetterWhoseValueTheBrokerDidNotTakeSaysWhereItStands() {
        StoredLetter letter =
                reader.read(Letters.read(Letters.letter(41, new byte[500]).withoutValue()));

        assertThat(letter.payload()).isNull();
        assertThat(letter.payloadBytes()).contains(500L);
        assertThat(letter.note().obstacle().orElseThrow()).contains("500 bytes").contains("orders-2@41");
    }

    @Test
    void textsThatNoDatabaseTakesAreMadeFit() {
        DeadLetter dead = new DeadLetter(
                Letters.letter(1).origin(),
                null,
                null,
                List.of(header("ce_id", "a\0b" + "x".repeat(1000))),
                Failure.of("test-service", 1, new IllegalStateException("nul \0 and " + "x".repeat(5000))));

        StoredLetter.Note note = reader.read(Letters.read(dead)).note();

        assertThat(note.reason()).hasSize(Failure.MAX_REASON).doesNotContain("\0");
        assertThat(note.eventId().orElseThrow()).hasSize(200).startsWith("a b");
    }

    @Test
    void timesThatNoDatabaseHoldsAreBroughtIntoItsRange() {
        DeadLetter dead = Letters.letter(1);
        List<Header> forged =
                new ArrayList<>(List.of(dead.toRecord(Letters.TOPIC).headers().toArray()));
        forged.add(header(DeadLetterHeaders.TIMESTAMP, Long.toString(Long.MAX_VALUE)));

        StoredLetter letter = reader.read(Letters.record(dead.key(), dead.value(), forged.toArray(Header[]::new)));

        assertThat(letter.note().origin().time()).isEqualTo(Instant.parse("9999-01-01T00:00:00Z"));
    }

    @Test
    void aLimitThatTheDatabaseDoesNotHoldIsRefused() {
        assertThatThrownBy(() -> new LetterReader("test-service", 1024 * 1024 + 1))
                .hasMessageContaining("messaging.dead-letters.max-stored-bytes must be between 1 and 1048576");
    }

    @Test
    void replaysAreLinked() {
        StoredLetter letter =
                reader.read(Letters.read(Letters.letter(43, new byte[0], header("ce_replayof", "first"))));

        assertThat(letter.note().replayOf()).isEqualTo(Optional.of("first"));
    }
}
