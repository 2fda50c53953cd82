package org.ordertracking.messaging.projection;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.UnreadableEventException;
import org.ordertracking.messaging.inbox.FailureKind;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.messaging.projection.GenerationTable.Lease;

/**
 * Applies records to a generation, and notes in the same transaction how far it has read: both stand, or neither.
 *
 * <pre>
 *   batch --> transaction commits -----------------------------------> applied
 *         --> the database fails: thrown, the batch comes again
 *         --> a record fails: each by itself --> a few attempts -----> counted, named in the log, skipped
 * </pre>
 *
 * <p>A view goes on without a record that it cannot apply. The dead-letter topic has no part in it: the record stays on the
 * log, and once the code is mended a rebuild applies it.
 */
@Singleton
class BatchApplier {

    private static final Logger LOG = Logger.getLogger(BatchApplier.class);

    /** What became of a batch. */
    enum Outcome {
        APPLIED,
        /** The generation stands still for a moment. */
        HELD,
        /** Another process keeps the generation now, or nobody needs it any more. */
        LOST
    }

    private final EventCodec codec;
    private final GenerationTable generations;
    private final PositionTable positions;
    private final Transactions transactions;
    private final ProjectionMetrics metrics;
    private final Clock clock;
    private final ProjectionsConfig config;

    BatchApplier(
            EventCodec codec,
            GenerationTable generations,
            PositionTable positions,
            Transactions transactions,
            ProjectionMetrics metrics,
            Clock clock,
            ProjectionsConfig config) {
        this.codec = codec;
        this.generations = generations;
        this.positions = positions;
        this.transactions = transactions;
        this.metrics = metrics;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Applies records in their order.
     *
     * @param owner this process, which must hold the generation's lease
     * @param ends where the log ends, to be noted with it
     * @throws RuntimeException when the database fails; nothing of the records that are left is applied then
     */
    Outcome apply(
            Projection projection,
            long generation,
            String owner,
            List<ConsumerRecord<String, byte[]>> records,
            Map<TopicPartition, Long> ends) {
        long began = System.nanoTime();
        try {
            return inOneTransaction(projection, generation, owner, records, ends);
        } catch (RuntimeException e) {
            if (isTransient(e, began)) {
                throw e;
            }
            LOG.debugf(
                    e, "View %s: a record of %d fails, each is applied by itself", projection.name(), records.size());
            return oneByOne(projection, generation, owner, records);
        }
    }

    private Outcome oneByOne(
            Projection projection, long generation, String owner, List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            Outcome outcome = patiently(projection, generation, owner, record);
            if (outcome != Outcome.APPLIED) {
                return outcome;
            }
        }
        return Outcome.APPLIED;
    }

    private Outcome patiently(
            Projection projection, long generation, String owner, ConsumerRecord<String, byte[]> record) {
        RuntimeException last = null;
        for (int attempt = 1; attempt <= config.attempts(); attempt++) {
            long began = System.nanoTime();
            try {
                return inOneTransaction(projection, generation, owner, List.of(record), Map.of());
            } catch (RuntimeException e) {
                if (isTransient(e, began)) {
                    throw e;
                }
                last = e;
            }
        }
        return skip(projection, generation, owner, record, last);
    }

    private Outcome skip(
            Projection projection,
            long generation,
            String owner,
            ConsumerRecord<String, byte[]> record,
            RuntimeException failure) {
        Outcome outcome = transactions.call(() -> {
            Outcome may = mayWrite(generation, owner);
            if (may == Outcome.APPLIED) {
                generations.countSkipped(generation, 1);
                positions.advance(generation, behind(List.of(record)));
            }
            return may;
        });
        if (outcome == Outcome.APPLIED) {
            metrics.failed(projection.name());
            LOG.errorf(
                    failure,
                    "%s could not be applied to view %s in %d attempts and is left out. It stays on the log: when the"
                            + " cause is mended, replay the view",
                    place(record),
                    projection.name(),
                    config.attempts());
        }
        return outcome;
    }

    private Outcome inOneTransaction(
            Projection projection,
            long generation,
            String owner,
            List<ConsumerRecord<String, byte[]>> records,
            Map<TopicPartition, Long> ends) {
        List<ReceivedEvent> events = new ArrayList<>(records.size());
        List<String> unreadable = new ArrayList<>();
        records.forEach(record -> read(record, unreadable).ifPresent(events::add));
        Outcome outcome = transactions.call(() -> {
            Outcome may = mayWrite(generation, owner);
            if (may == Outcome.APPLIED) {
                events.forEach(event -> projection.apply(generation, event));
                positions.advance(generation, behind(records));
                positions.noteEnds(generation, ends);
                if (!unreadable.isEmpty()) {
                    generations.countSkipped(generation, unreadable.size());
                }
            }
            return may;
        });
        if (outcome == Outcome.APPLIED) {
            metrics.applied(projection.name(), records.size());
            unreadable.forEach(complaint -> {
                metrics.unreadable(projection.name());
                LOG.errorf("%s; view %s leaves it out", complaint, projection.name());
            });
        }
        return outcome;
    }

    /** Takes the generation's lock, and keeps this process its owner for a while. */
    private Outcome mayWrite(long generation, String owner) {
        Instant now = clock.instant();
        Lease lease = generations.lock(generation);
        if (!lease.isOf(owner) || !lease.state().isKept()) {
            return Outcome.LOST;
        }
        if (lease.isHeld(now)) {
            return Outcome.HELD;
        }
        generations.lease(generation, owner, now.plus(config.lease()));
        return Outcome.APPLIED;
    }

    private Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record, List<String> unreadable) {
        try {
            return ReceivedEvent.read(record, codec);
        } catch (UnreadableEventException e) {
            unreadable.add(place(record) + " is not readable: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<TopicPartition, Long> behind(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Long> next = new HashMap<>();
        records.forEach(
                record -> next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        return next;
    }

    /** A transaction that ran out of time says so in many ways; the time itself is surer. */
    private boolean isTransient(RuntimeException failure, long began) {
        return System.nanoTime() - began >= config.transactionTimeout().toNanos()
                || FailureKind.of(failure) == FailureKind.TRANSIENT;
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "Record " + record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
