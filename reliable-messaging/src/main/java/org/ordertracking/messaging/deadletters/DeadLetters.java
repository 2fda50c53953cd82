package org.ordertracking.messaging.deadletters;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.ordertracking.events.EventHeaders;
import org.ordertracking.messaging.deadletters.Verdict.Outcome;
import org.ordertracking.messaging.telemetry.LaterSteps;
import org.ordertracking.messaging.telemetry.Traced;

/**
 * The dead letters of a service: look at them, replay them, discard them.
 *
 * <p>A replay writes the record back to its topic, with the same key, value and headers, so under the same event id; the header
 * {@link EventHeaders#REPLAY_OF} names the letter. It is sent first and marked then, in a transaction that holds the letter's
 * row: two who decide at once do not both succeed. Killed between the two, the letter is still open although the record is on
 * the log; replayed once more, the inbox of every consumer lets the second pass without effect.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /** Longer than the log takes to say no. */
    private static final int TRANSACTION_SECONDS = 60;

    private final DeadLetterTable table;
    private final RecordLog log;
    private final LaterSteps steps;
    private final DeadLetterMetrics metrics;
    private final Clock clock;

    DeadLetters(DeadLetterTable table, RecordLog log, LaterSteps steps, DeadLetterMetrics metrics, Clock clock) {
        this.table = table;
        this.log = log;
        this.steps = steps;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The newest first.
     *
     * @param before position of the last letter of the page before; empty for the first page
     */
    public List<StoredLetter.Note> list(
            Optional<LetterState> state, Optional<String> topic, OptionalLong before, int limit) {
        return QuarkusTransaction.joiningExisting().call(() -> table.list(state, topic, before, limit));
    }

    /** A letter with all that is known of it. */
    public Optional<StoredLetter> find(String id) {
        return QuarkusTransaction.joiningExisting().call(() -> table.find(id));
    }

    /** How many wait for a decision, by topic; topics without any are left out. */
    public Map<String, Long> countOpen() {
        return QuarkusTransaction.joiningExisting().call(table::countOpen);
    }

    /** Decisions about a letter, the first one first. */
    public List<AuditRecord> audit(String id) {
        return QuarkusTransaction.joiningExisting().call(() -> table.audit(id));
    }

    /**
     * Sends a letter back to its topic. Replayed before, it stays as it is and nothing is sent.
     *
     * @param actor who decides
     * @param reason why, if it was said
     * @throws LogUnavailableException when the log did not take the record; the letter stays open
     */
    public Verdict replay(String id, String actor, Optional<String> reason) {
        return decide(id, new AuditRecord(clock.instant(), actor, LetterState.REPLAYED, reason), (letter, decision) -> {
            send(letter, actor);
            metrics.replayed(letter.note().origin().topic());
        });
    }

    /** Puts a letter away for good. Discarded before, it stays as it is. */
    public Verdict discard(String id, String actor, String reason) {
        AuditRecord discarded = new AuditRecord(clock.instant(), actor, LetterState.DISCARDED, Optional.of(reason));
        return decide(id, discarded, (letter, decision) -> {
            LOG.infof(
                    "Dead letter %s of %s is discarded by %s: %s",
                    id, letter.note().origin(), actor, reason);
            metrics.discarded(letter.note().origin().topic());
        });
    }

    private Verdict decide(String id, AuditRecord decision, BiConsumer<StoredLetter, AuditRecord> effect) {
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> {
            Optional<StoredLetter> locked = table.tryLock(id);
            if (locked.isEmpty()) {
                return new Verdict(
                        table.find(id).isPresent() ? Outcome.BEING_DECIDED : Outcome.UNKNOWN, Optional.empty());
            }
            StoredLetter letter = locked.get();
            LetterState state = letter.note().state();
            if (state != LetterState.OPEN) {
                return new Verdict(
                        state == decision.decision() ? Outcome.DECIDED_BEFORE : Outcome.DECIDED_OTHERWISE, locked);
            }
            if (decision.decision() == LetterState.REPLAYED
                    && letter.note().obstacle().isPresent()) {
                return new Verdict(Outcome.CANNOT_BE_REPLAYED, locked);
            }
            effect.accept(letter, decision);
            table.decide(id, decision);
            return new Verdict(Outcome.DECIDED, table.find(id));
        });
    }

    /** As a step of the trace that the record belongs to; its header is left as it was, so consumers go on where it was written. */
    private void send(StoredLetter letter, String actor) {
        steps.run("replay dead letter", new Traced<>(letter, letter.traceParent()), planned -> {
            try {
                log.append(record(planned));
                LOG.infof(
                        "Dead letter %s of %s is replayed by %s",
                        planned.note().id(), planned.note().origin(), actor);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LogUnavailableException("interrupted", e);
            } catch (KafkaException e) {
                LOG.warnf(
                        "Dead letter %s cannot be replayed: %s", planned.note().id(), e.toString());
                throw new LogUnavailableException(e.getMessage(), e);
            }
        });
    }

    /** A keyed record goes where its key belongs, one without a key where it came from. */
    private static ProducerRecord<byte[], byte[]> record(StoredLetter letter) {
        Headers headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().equals(EventHeaders.REPLAY_OF)) {
                headers.add(header);
            }
        }
        headers.add(EventHeaders.REPLAY_OF, letter.note().id().getBytes(StandardCharsets.US_ASCII));
        Origin origin = letter.note().origin();
        return new ProducerRecord<>(
                origin.topic(),
                letter.key() == null ? origin.partition() : null,
                letter.key(),
                letter.payload(),
                headers);
    }
}
