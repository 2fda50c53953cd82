package org.ordertracking.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.messaging.retry.Backoff;

/** Applies every event once: the handler runs in the transaction that notes the event's id. */
@ApplicationScoped
public class InboxReceiver {

    private static final Logger LOG = Logger.getLogger(InboxReceiver.class);

    private final EventCodec codec;
    private final InboxTable table;
    private final InboxConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Backoff backoff;
    private final String service;

    InboxReceiver(
            EventCodec codec,
            InboxTable table,
            InboxConfig config,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.codec = codec;
        this.table = table;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.service = service;
    }

    /** Receives as the service's one consumer, see {@link #receive(String, ConsumerRecord, Consumer)}. */
    public void receive(ConsumerRecord<String, byte[]> record, Consumer<ReceivedEvent> handler) {
        receive(service, record, handler);
    }

    /**
     * Hands the event to the handler, unless this consumer has applied it before. Returns when the effect is committed;
     * waits and tries again for as long as the database is away.
     *
     * @param consumer name under which the event is noted; two consumers of one service each apply it once
     * @throws org.ordertracking.events.UnreadableEventException when the record is no event of the contract
     * @throws RuntimeException of the handler, when it failed every time; the record belongs to the dead letters
     */
    public void receive(String consumer, ConsumerRecord<String, byte[]> record, Consumer<ReceivedEvent> handler) {
        Optional<EventEnvelope<? extends Event>> envelope = codec.decode(headers(record), record.value());
        if (envelope.isEmpty()) {
            meters.counter("inbox.unknown", "topic", record.topic()).increment();
            return;
        }
        ReceivedEvent event = new ReceivedEvent(
                envelope.get(),
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()));
        for (int attempt = 1; ; attempt++) {
            try {
                apply(consumer, event, handler);
                return;
            } catch (RuntimeException e) {
                if (FailureKind.of(e) == FailureKind.POISON && attempt >= config.attempts()) {
                    throw e;
                }
                if (attempt == 1) {
                    LOG.warnf(e, "Could not apply %s", event);
                }
            }
            try {
                Thread.sleep(backoff.after(attempt).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting to apply an event again", e);
            }
        }
    }

    private void apply(String consumer, ReceivedEvent event, Consumer<ReceivedEvent> handler) {
        boolean applied = QuarkusTransaction.requiringNew()
                .timeout((int) config.transactionTimeout().toSeconds())
                .call(() -> {
                    if (!table.insert(consumer, event.envelope().id(), clock.instant())) {
                        return false;
                    }
                    handler.accept(event);
                    return true;
                });
        meters.counter(applied ? "inbox.applied" : "inbox.duplicates", "topic", event.topic())
                .increment();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
