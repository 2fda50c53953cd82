package org.ordertracking.messaging.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.projection.BatchApplier.Outcome;
import org.ordertracking.messaging.projection.Generation.State;
import org.ordertracking.messaging.projection.GenerationTable.Lease;

/**
 * Keeps one generation of a view up to date, step by step.
 *
 * <pre>
 *   WAITING --lease taken--> READING --retired--> DONE
 *      ^                        |
 *      '--lease lost, or pause--'
 * </pre>
 *
 * <p>Belongs to one thread.
 */
final class GenerationReader {

    private static final Logger LOG = Logger.getLogger(GenerationReader.class);
    private static final Duration PAUSE_WHEN_HELD = Duration.ofMillis(20);

    /** What one step came to. */
    enum Step {
        /** There is more to do at once. */
        READING,
        /** Another process keeps this generation, there is no topic yet, or it stands still for a moment. */
        WAITING,
        /** Nobody needs this generation any more. */
        DONE
    }

    /** What a reader works with. */
    record Tools(
            GenerationTable generations,
            PositionTable positions,
            Transactions transactions,
            BatchApplier applier,
            Switchover switchover,
            ViewLog log,
            ProjectionsConfig config,
            Clock clock) {}

    private final Projection projection;
    private final long generation;
    private final String owner;
    private final Tools tools;
    private final TimeMerge merge;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private List<ConsumerRecord<String, byte[]>> batch = List.of();
    private LogReader reader;
    private State state;
    private Map<TopicPartition, String> topicIds = Map.of();
    private Instant discoveredAt = Instant.MIN;
    private Instant renewedAt = Instant.MIN;

    /** @param owner names this process among those on the same database */
    GenerationReader(Projection projection, long generation, String owner, Tools tools) {
        this.projection = projection;
        this.generation = generation;
        this.owner = owner;
        this.tools = tools;
        this.merge = new TimeMerge(tools.config().buffer());
    }

    /**
     * Reads and applies some records.
     *
     * @throws RuntimeException when the log or the database is away; {@link #pause} and try again
     */
    Step step() {
        if (reader == null) {
            Optional<State> taken = takeLease();
            if (taken.isEmpty()) {
                return Step.WAITING;
            }
            state = taken.get();
            if (!state.isKept()) {
                return Step.DONE;
            }
            reader = tools.log().open(projection.name() + "-" + generation, projection.topics());
            begin();
        }
        lookForPartitions();
        if (topicIds.isEmpty()) {
            idle();
            return Step.WAITING;
        }
        if (batch.isEmpty()) {
            batch = nextBatch();
        }
        return batch.isEmpty() ? idle() : applyBatch();
    }

    private Step applyBatch() {
        Outcome outcome = tools.applier().apply(projection, generation, owner, batch, ends);
        if (outcome == Outcome.HELD) {
            return Step.WAITING;
        }
        if (outcome == Outcome.LOST) {
            pause();
            return Step.READING;
        }
        renewedAt = tools.clock().instant();
        batch = List.of();
        switchWhenClose();
        return Step.READING;
    }

    private Step idle() {
        Instant now = tools.clock().instant();
        if (!now.isBefore(renewedAt.plus(tools.config().lease().dividedBy(3)))) {
            // No records is what an empty batch says; the lease and the ends are noted with it.
            Outcome outcome = tools.applier().apply(projection, generation, owner, List.of(), ends);
            if (outcome == Outcome.LOST) {
                pause();
                return Step.READING;
            }
            renewedAt = now;
        }
        switchWhenClose();
        return Step.READING;
    }

    private void switchWhenClose() {
        if (state == State.BUILDING
                && merge.isAtTheEnd()
                && tools.switchover().attempt(projection.name(), generation, owner)) {
            state = State.CURRENT;
        }
    }

    private List<ConsumerRecord<String, byte[]>> nextBatch() {
        List<ConsumerRecord<String, byte[]>> taken = take();
        if (taken.isEmpty()) {
            LogReader.Chunk chunk = reader.poll(tools.config().pollTimeout(), merge.full());
            if (!chunk.outOfRange().isEmpty()) {
                begin();
                return List.of();
            }
            merge.add(chunk);
            ends.putAll(chunk.ends());
            taken = take();
        }
        return taken;
    }

    private List<ConsumerRecord<String, byte[]>> take() {
        List<ConsumerRecord<String, byte[]>> taken = new ArrayList<>();
        Optional<ConsumerRecord<String, byte[]>> next = Optional.empty();
        do {
            next = taken.size() < tools.config().batchSize() ? merge.next() : Optional.empty();
            next.ifPresent(taken::add);
        } while (next.isPresent());
        return taken;
    }

    /** The state of the generation that this process may keep from now on; empty when another keeps it. */
    private Optional<State> takeLease() {
        return tools.transactions().call(() -> {
            Instant now = tools.clock().instant();
            Optional<Lease> lease =
                    tools.generations().tryLock(generation).filter(free -> free.mayBeTakenBy(owner, now));
            if (lease.isPresent() && lease.get().state().isKept()) {
                tools.generations()
                        .lease(generation, owner, now.plus(tools.config().lease()));
            }
            return lease.map(Lease::state);
        });
    }

    private void lookForPartitions() {
        boolean someMissing = projection.topics().stream()
                .anyMatch(topic -> topicIds.keySet().stream()
                        .noneMatch(partition -> partition.topic().equals(topic)));
        Duration interval = someMissing
                ? tools.config().rediscoverMissing()
                : tools.config().rediscover();
        if (tools.clock().instant().isBefore(discoveredAt.plus(interval))) {
            return;
        }
        discoveredAt = tools.clock().instant();
        if (!topicIds(reader.extents()).equals(topicIds)) {
            begin();
        }
    }

    /** Reads on where the generation is, and from the beginning where it has no place. */
    private void begin() {
        Map<TopicPartition, LogReader.Extent> extents = reader.extents();
        discoveredAt = tools.clock().instant();
        Map<TopicPartition, Position> positions = tools.transactions().call(() -> startingPositions(extents));
        batch = List.of();
        ends.clear();
        topicIds = topicIds(extents);
        merge.begin(topicIds.keySet());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        positions.forEach((partition, position) -> offsets.put(partition, position.next()));
        reader.assign(offsets);
    }

    private static Map<TopicPartition, String> topicIds(Map<TopicPartition, LogReader.Extent> extents) {
        return extents.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, extent -> extent.getValue().topicId()));
    }

    private Map<TopicPartition, Position> startingPositions(Map<TopicPartition, LogReader.Extent> extents) {
        Map<TopicPartition, Position> known = tools.positions().of(generation).stream()
                .collect(Collectors.toMap(
                        position -> new TopicPartition(position.topic(), position.partition()), position -> position));
        Map<TopicPartition, Position> starting = new HashMap<>();
        List<Position> changed = new ArrayList<>();
        extents.forEach((partition, extent) -> {
            Optional<Position> before = Optional.ofNullable(known.get(partition));
            Position position = before.filter(it -> isThere(it, extent)).orElseGet(() -> earliest(partition, extent));
            if (before.filter(position::equals).isEmpty()) {
                before.ifPresent(lost -> sayWhatHappened(lost, extent));
                changed.add(position);
            }
            starting.put(partition, position);
        });
        if (!changed.isEmpty() && tools.generations().lock(generation).isOf(owner)) {
            tools.positions().put(generation, changed);
        }
        return starting;
    }

    private static boolean isThere(Position position, LogReader.Extent extent) {
        return position.topicId().equals(extent.topicId())
                && position.next() >= extent.earliest()
                && position.next() <= extent.end();
    }

    private static Position earliest(TopicPartition partition, LogReader.Extent extent) {
        return new Position(
                partition.topic(),
                partition.partition(),
                extent.topicId(),
                extent.earliest(),
                extent.earliest(),
                extent.end());
    }

    private void sayWhatHappened(Position lost, LogReader.Extent extent) {
        String why = lost.topicId().equals(extent.topicId())
                ? "the log has " + extent.earliest() + " to " + extent.end()
                : "the topic is another one of that name";
        LOG.warnf(
                "View %s cannot go on at %s-%d@%d, because %s: it goes on with the earliest record, offset %d. What lay"
                        + " between is missing in the view",
                projection.name(), lost.topic(), lost.partition(), lost.next(), why, extent.earliest());
    }

    /** How long to wait for another process, for topics, or for the generation that takes the place of this one. */
    Duration pauseWhenWaiting() {
        if (reader == null) {
            return tools.config().lookAgain();
        }
        return topicIds.isEmpty() ? tools.config().rediscoverMissing() : PAUSE_WHEN_HELD;
    }

    /** Lets go of the log. What was read and not applied is read again. */
    void pause() {
        batch = List.of();
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** Lets another process go on at once. */
    void handOver() {
        pause();
        tools.transactions().run(() -> tools.generations().release(generation, owner));
    }
}
