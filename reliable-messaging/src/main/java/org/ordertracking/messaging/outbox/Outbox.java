package org.ordertracking.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.EventTypes;
import org.ordertracking.messaging.telemetry.TraceParent;
import org.ordertracking.messaging.topics.TopicsConfig;

/**
 * Where a service says that something happened: in the transaction of the change itself, so that either both stand or
 * neither.
 *
 * <p>Events with the same key leave in the order in which they were published, provided that the transactions that
 * publish for one key exclude each other. They do when each locks the row of its aggregate first, or checks its version.
 */
@ApplicationScoped
public class Outbox {

    private static final Object WAKES_RELAY = Outbox.class.getName() + ".wakesRelay";

    private final OutboxTable table;
    private final EventCodec codec;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxRelay relay;
    private final Clock clock;
    private final Set<String> ownTopics;
    private final String source;

    Outbox(
            OutboxTable table,
            EventCodec codec,
            TransactionSynchronizationRegistry transaction,
            OutboxRelay relay,
            Clock clock,
            TopicsConfig topics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.table = table;
        this.codec = codec;
        this.transaction = transaction;
        this.relay = relay;
        this.clock = clock;
        this.ownTopics = topics.own().orElse(Set.of());
        this.source = "/" + service;
    }

    /**
     * Publishes the event when, and only when, the current transaction commits.
     *
     * @return the event's id, the CloudEvents {@code id} on the log
     * @throws IllegalStateException outside a transaction, in one that can only roll back, or when the event belongs to a
     *     topic of another service
     */
    public String publish(Event event) {
        int status = transaction.getTransactionStatus();
        if (status != Status.STATUS_ACTIVE) {
            throw new IllegalStateException(
                    "Outbox.publish needs an active transaction (@Transactional on the caller); "
                            + event.getClass().getSimpleName() + " for " + event.key() + " was not published");
        }
        String topic = EventTypes.of(event).topic();
        if (!ownTopics.contains(topic)) {
            throw new IllegalStateException(
                    event.getClass().getSimpleName() + " belongs to topic " + topic + ", but this service owns "
                            + ownTopics + "; a topic has one writer, named in its messaging.topics.own");
        }
        EventEnvelope<Event> envelope = EventEnvelope.wrap(event, source, clock);
        table.insert(envelope, codec.encode(envelope), TraceParent.current());
        wakeRelayAfterCommit();
        return envelope.id();
    }

    private void wakeRelayAfterCommit() {
        if (transaction.getResource(WAKES_RELAY) != null) {
            return;
        }
        transaction.putResource(WAKES_RELAY, Boolean.TRUE);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // The rows are written already.
            }

            @Override
            public void afterCompletion(int outcome) {
                if (outcome == Status.STATUS_COMMITTED) {
                    relay.wake();
                }
            }
        });
    }
}
