package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.ordertracking.messaging.deadletters.Verdict.Outcome;

@QuarkusTest
class DeadLettersTest {

    private static final AtomicLong OFFSETS = new AtomicLong();

    @Inject
    DeadLetters letters;

    @Inject
    DeadLetterTable table;

    @Inject
    FakeRecordLog log;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector topics;

    @Test
    void whatLiesInTheTopicIsReadIntoTheDatabaseOnce() {
        DeadLetter dead = dead();

        topics.<ConsumerRecord<byte[], byte[]>>source(DeadLettersListener.CHANNEL)
                .send(Letters.read(dead));
        topics.<ConsumerRecord<byte[], byte[]>>source(DeadLettersListener.CHANNEL)
                .send(Letters.read(dead));
        DeadLetter last = dead();
        topics.<ConsumerRecord<byte[], byte[]>>source(DeadLettersListener.CHANNEL)
                .send(Letters.read(last));

        await().until(() -> letters.find(id(last)).isPresent());
        StoredLetter stored = letters.find(id(dead)).orElseThrow();
        assertThat(stored.note().state()).isEqualTo(LetterState.OPEN);
        assertThat(stored.payload()).isEqualTo(dead.value());
        assertThat(stored.headers()).isEqualTo(dead.headers());
        assertThat(letters.list(Optional.empty(), Optional.of("orders"), OptionalLong.empty(), 1000))
                .filteredOn(note -> note.id().equals(id(dead)))
                .hasSize(1);
    }

    @Test
    void aReplaySendsTheRecordAsItWasAndSaysThatItIsOne() {
        DeadLetter dead = stored();

        Verdict verdict = letters.replay(id(dead), "ada", Optional.of("mended"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.DECIDED);
        assertThat(verdict.letter().orElseThrow().note().state()).isEqualTo(LetterState.REPLAYED);
        ProducerRecord<byte[], byte[]> sent = onlyRecordOf(dead);
        assertThat(sent.topic()).isEqualTo("orders");
        assertThat(sent.key()).isEqualTo(dead.key());
        assertThat(sent.value()).isEqualTo(dead.value());
        List<Header> headers = List.of(sent.headers().toArray());
        assertThat(headers)
                .startsWith(dead.headers().toArray(Header[]::new))
                .hasSize(dead.headers().size() + 1);
        assertThat(headers.get(headers.size() - 1)).isEqualTo(Letters.header("ce_replayof", id(dead)));
        assertThat(letters.audit(id(dead))).singleElement().satisfies(record -> {
            assertThat(record.actor()).isEqualTo("ada");
            assertThat(record.decision()).isEqualTo(LetterState.REPLAYED);
            assertThat(record.reason()).contains("mended");
        });
    }

    @Test
    void aReplayAskedForTwiceSendsOnce() {
        DeadLetter dead = stored();

        letters.replay(id(dead), "ada", Optional.empty());
        Verdict again = letters.replay(id(dead), "grace", Optional.empty());

        assertThat(again.outcome()).isEqualTo(Outcome.DECIDED_BEFORE);
        assertThat(log.withKey(dead.key())).hasSize(1);
        assertThat(letters.audit(id(dead))).hasSize(1);
    }

    @Test
    void twoWhoReplayAtOnceDoNotBothSend() {
        DeadLetter dead = stored();
        AtomicReference<Verdict> other = new AtomicReference<>();
        log.beforeNext(() ->
                other.set(CompletableFuture.supplyAsync(() -> letters.replay(id(dead), "grace", Optional.empty()))
                        .join()));

        letters.replay(id(dead), "ada", Optional.empty());

        assertThat(other.get().outcome()).isEqualTo(Outcome.BEING_DECIDED);
        assertThat(log.withKey(dead.key())).hasSize(1);
    }

    @Test
    void aLetterThatTheLogDoesNotTakeStaysOpen() {
        DeadLetter dead = stored();
        log.beforeNext(() -> {
            throw new TimeoutException("away");
        });

        assertThatThrownBy(() -> letters.replay(id(dead), "ada", Optional.empty()))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("away");

        assertThat(letters.find(id(dead)).orElseThrow().note().state()).isEqualTo(LetterState.OPEN);
        assertThat(letters.audit(id(dead))).isEmpty();
    }

    @Test
    void aKillBetweenSendAndMarkLeavesTheLetterOpenAndTheNextReplaySendsTheSameAgain() {
        DeadLetter dead = stored();
        log.beforeNext(() -> {
            log.append(new ProducerRecord<>("orders", dead.key(), dead.value()));
            throw new IllegalStateException("killed");
        });

        assertThatThrownBy(() -> letters.replay(id(dead), "ada", Optional.empty()))
                .hasMessage("killed");
        letters.replay(id(dead), "ada", Optional.empty());

        assertThat(log.withKey(dead.key()))
                .hasSize(2)
                .extracting(ProducerRecord::value)
                .containsOnly(dead.value());
        assertThat(letters.find(id(dead)).orElseThrow().note().state()).isEqualTo(LetterState.REPLAYED);
    }

    @Test
    void aDiscardedLetterSaysWhoAndWhyAndIsNotReplayedAnyMore() {
        DeadLetter dead = stored();

        Verdict verdict = letters.discard(id(dead), "ada", "the order is gone");

        assertThat(verdict.outcome()).isEqualTo(Outcome.DECIDED);
        assertThat(letters.audit(id(dead)))
                .singleElement()
                .satisfies(record -> assertThat(record.reason()).contains("the order is gone"));
        assertThat(letters.discard(id(dead), "ada", "again").outcome()).isEqualTo(Outcome.DECIDED_BEFORE);
        assertThat(letters.replay(id(dead), "ada", Optional.empty()).outcome()).isEqualTo(Outcome.DECIDED_OTHERWISE);
        assertThat(log.withKey(dead.key())).isEmpty();
    }

    @Test
    void anUnknownLetterIsSaidToBeUnknown() {
        assertThat(letters.replay("no-such-letter", "ada", Optional.empty()).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aLetterThatIsNotKeptWholeIsNotReplayed() {
        DeadLetter dead = dead().withoutValue();
        table.insert(read(dead));

        assertThat(letters.replay(id(dead), "ada", Optional.empty()).outcome()).isEqualTo(Outcome.CANNOT_BE_REPLAYED);
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        DeadLetter first = stored();
        DeadLetter second = stored();
        DeadLetter third = stored();

        List<StoredLetter.Note> page =
                letters.list(Optional.of(LetterState.OPEN), Optional.of("orders"), OptionalLong.empty(), 2);
        List<StoredLetter.Note> next = letters.list(
                Optional.of(LetterState.OPEN),
                Optional.of("orders"),
                OptionalLong.of(page.get(1).position()),
                1);

        assertThat(page).extracting(StoredLetter.Note::id).containsExactly(id(third), id(second));
        assertThat(next).extracting(StoredLetter.Note::id).containsExactly(id(first));
    }

    @Test
    void onlyWhatWasDecidedLongAgoIsDeleted() {
        DeadLetter open = stored();
        DeadLetter decided = stored();
        letters.discard(id(decided), "ada", "old");

        table.purge(Instant.now().plus(Duration.ofDays(1)), 1000);

        assertThat(letters.find(id(open))).isPresent();
        assertThat(letters.find(id(decided))).isEmpty();
        assertThat(letters.audit(id(decided))).isEmpty();
    }

    @Test
    void openLettersAreCountedByTopic() {
        stored();
        long before = table.countOpen().get("orders");
        stored();

        assertThat(table.countOpen()).containsEntry("orders", before + 1);
    }

    private DeadLetter stored() {
        DeadLetter dead = dead();
        table.insert(read(dead));
        return dead;
    }

    private static DeadLetter dead() {
        long offset = OFFSETS.incrementAndGet();
        DeadLetter letter = Letters.letter(offset);
        return new DeadLetter(
                letter.origin(), ("key-" + offset).getBytes(UTF_8), letter.value(), letter.headers(), letter.failure());
    }

    private static StoredLetter read(DeadLetter dead) {
        return new LetterReader("test-service", 1024 * 1024).read(Letters.read(dead));
    }

    private static String id(DeadLetter dead) {
        return LetterReader.id("test-service", dead.origin());
    }

    private ProducerRecord<byte[], byte[]> onlyRecordOf(DeadLetter dead) {
        assertThat(log.withKey(dead.key())).hasSize(1);
        return log.withKey(dead.key()).get(0);
    }
}
