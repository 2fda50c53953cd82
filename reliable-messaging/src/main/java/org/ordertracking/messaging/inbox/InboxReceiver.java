package org.ordertracking.messaging.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.UnreadableEventException;
import org.ordertracking.messaging.faults.FaultSwitches;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * Applies every event once: the handler runs in the transaction that notes the event's id.
 *
 * <pre>
 *   record --> not readable ------------------------------------> dead letter
 *          --> type not known here: counted, skipped -----------> done
 *          --> applied before: counted, skipped ----------------> done
 *          --> handler ends, transaction commits ---------------> done
 *          --> the database fails, or a fault on purpose: again, for as long as it takes
 *          --> the handler fails: again, a few times -----------> dead letter
 *          --> the process stops while it waits ----------------> comes again after the next start
 * </pre>
 *
 * <p>"Dead letter" means that {@link #receive} throws; the channel's failure strategy moves the record. While an event is
 * tried again its partition waits, so that order is kept; other partitions and topics of the same channel wait with it.
 *
 * <p>Call it from a blocking listener, never from an event loop.
 */
@ApplicationScoped
public class InboxReceiver {

    private static final Logger LOG = Logger.getLogger(InboxReceiver.class);

    private final EventCodec codec;
    private final InboxTable table;
    private final InboxConfig config;
    private final InboxMetrics metrics;
    private final ShutdownGate shutdown;
    private final FaultSwitches faults;
    private final Clock clock;
    private final Backoff backoff;
    private final String service;

    InboxReceiver(
            EventCodec codec,
            InboxTable table,
            InboxConfig config,
            InboxMetrics metrics,
            ShutdownGate shutdown,
            FaultSwitches faults,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.codec = codec;
        this.table = table;
        this.config = config;
        this.metrics = metrics;
        this.shutdown = shutdown;
        this.faults = faults;
        this.clock = clock;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.service = service;
    }

    /** Receives as the service's one consumer, see {@link #receive(String, ConsumerRecord, Consumer)}. */
    public void receive(ConsumerRecord<String, byte[]> record, Consumer<ReceivedEvent> handler) {
        receive(service, record, handler);
    }

    /**
     * Hands the event to the handler, unless this consumer has applied it before. Returns when the effect is committed.
     *
     * @param consumer name under which the event is noted; two consumers of one service each apply it once
     * @param handler works in the transaction, may be called again after a failure, never after a success
     * @throws UnappliedEventException when the record is no event of the contract, or the handler failed every time
     * @throws ReceiverStoppedException when the process stopped first
     */
    public void receive(String consumer, ConsumerRecord<String, byte[]> record, Consumer<ReceivedEvent> handler) {
        Optional<ReceivedEvent> event = read(consumer, record);
        if (event.isEmpty()) {
            metrics.unknownType(record.topic());
            LOG.debugf("Skipped %s: its type is not known here", place(record));
            return;
        }
        applyUntilItHolds(consumer, event.get(), handler, place(record));
    }

    private Optional<ReceivedEvent> read(String consumer, ConsumerRecord<String, byte[]> record) {
        try {
            return ReceivedEvent.read(record, codec);
        } catch (UnreadableEventException e) {
            metrics.deadLetter(record.topic());
            LOG.errorf("%s is not readable and becomes a dead letter: %s", place(record), e.getMessage());
            throw new UnappliedEventException(consumer, 1, e);
        }
    }

    private void applyUntilItHolds(
            String consumer, ReceivedEvent event, Consumer<ReceivedEvent> handler, String place) {
        Outage database = new Outage(LOG, place + " waits for the database", place + " was applied", System::nanoTime);
        int poisonous = 0;
        while (true) {
            long began = System.nanoTime();
            try {
                interfere(place);
                began = System.nanoTime();
                apply(consumer, event, handler);
                database.recovered();
                return;
            } catch (ReceiverStoppedException e) {
                throw e;
            } catch (RuntimeException e) {
                stopIfAsked(place, e);
                FailureKind kind = kind(e, began);
                metrics.failedAttempt(event.topic(), kind);
                if (kind == FailureKind.TRANSIENT) {
                    pause(backoff.after(database.failed(e)), place, e);
                } else {
                    poisonous++;
                    giveUpAfterLastAttempt(consumer, poisonous, event, place, e);
                    pause(backoff.after(poisonous), place, e);
                }
            }
        }
    }

    /** Faults on purpose; outside of demonstrations none. Before the transaction, so that no connection waits with it. */
    private void interfere(String place) {
        try {
            faults.interfere();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException(place + " was not applied: interrupted", e);
        }
    }

    private void apply(String consumer, ReceivedEvent event, Consumer<ReceivedEvent> handler) {
        boolean applied = QuarkusTransaction.requiringNew()
                .timeout((int) Math.max(1, config.transactionTimeout().toSeconds()))
                .call(() -> {
                    boolean isNew = table.insert(consumer, event.envelope().id(), clock.instant());
                    if (isNew) {
                        handler.accept(event);
                    }
                    return isNew;
                });
        if (applied) {
            metrics.applied(event.topic(), event.envelope().time());
        } else {
            metrics.duplicate(event.topic());
        }
    }

    /** A transaction that ran out of time says so in many ways, some without any SQL failure; the time itself is surer. */
    private FailureKind kind(RuntimeException failure, long began) {
        boolean outOfTime =
                System.nanoTime() - began >= config.transactionTimeout().toNanos();
        return outOfTime ? FailureKind.TRANSIENT : FailureKind.of(failure);
    }

    private void giveUpAfterLastAttempt(
            String consumer, int attempts, ReceivedEvent event, String place, RuntimeException failure) {
        String type = event.envelope().type();
        if (attempts >= config.attempts()) {
            metrics.deadLetter(event.topic());
            LOG.errorf(
                    failure,
                    "%s (%s of %s) could not be applied in %d attempts and becomes a dead letter",
                    place,
                    type,
                    event.envelope().key(),
                    attempts);
            throw new UnappliedEventException(consumer, attempts, failure);
        }
        LOG.warnf(
                "%s (%s of %s) could not be applied, attempt %d of %d: %s",
                place, type, event.envelope().key(), attempts, config.attempts(), failure);
    }

    private void pause(Duration pause, String place, RuntimeException failure) {
        try {
            shutdown.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReceiverStoppedException(place + " was not applied: interrupted", failure);
        }
        stopIfAsked(place, failure);
    }

    /** While the process stops, any failure may be due to that: nothing becomes a dead letter any more. */
    private void stopIfAsked(String place, RuntimeException failure) {
        if (!shutdown.isStopping()) {
            return;
        }
        LOG.infof("%s was not applied before the stop and comes again after the next start", place);
        try {
            shutdown.awaitChannelsClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReceiverStoppedException(place + " was not applied before the stop", failure);
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "Record " + record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
