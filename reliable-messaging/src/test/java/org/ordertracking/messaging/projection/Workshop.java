package org.ordertracking.messaging.projection;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.events.EventCodec;
import org.ordertracking.messaging.database.InstantMapping;
import org.ordertracking.messaging.projection.GenerationReader.Step;

/** A view, its log, a database of its own, and processes that are moved step by step. */
final class Workshop {

    private static final int CONVERTER_PRIORITY = 200;
    private static final int ENOUGH = 1000;

    final FakeLog log = new FakeLog();
    final SettableClock clock = new SettableClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ProjectionsConfig config = new SmallRyeConfigBuilder()
            .withMapping(ProjectionsConfig.class)
            .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
            .withDefaultValues(Map.of("messaging.projections.batch-size", "4", "messaging.projections.buffer", "4"))
            .build()
            .getConfigMapping(ProjectionsConfig.class);
    final Jdbi jdbi;
    final Handle keepsDatabaseOpen;
    final Tally tally;
    final GenerationTable generations;
    final PositionTable positions;
    final Transactions transactions;
    final Switchover switchover;
    private final GenerationReader.Tools tools;

    Workshop() {
        jdbi = Jdbi.create("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=5000");
        keepsDatabaseOpen = jdbi.open();
        InstantMapping.register(jdbi);
        keepsDatabaseOpen.createScript(migration()).execute();
        transactions = new Transactions() {
            @Override
            public <T> T call(Supplier<T> work) {
                // Handles that are opened inside are this one.
                return jdbi.inTransaction(handle -> work.get());
            }
        };
        tally = new Tally(jdbi);
        generations = new GenerationTable(jdbi);
        positions = new PositionTable(jdbi);
        ProjectionMetrics metrics = new ProjectionMetrics(List.of(tally), generations, positions, meters);
        BatchApplier applier =
                new BatchApplier(new EventCodec(), generations, positions, transactions, metrics, clock, config);
        switchover = new Switchover(generations, positions, transactions, config, clock);
        tools = new GenerationReader.Tools(
                generations, positions, transactions, applier, switchover, log, config, clock);
        log.create("orders", 2);
        log.create("stock", 2);
    }

    private static String migration() {
        try (InputStream script = Workshop.class.getResourceAsStream("/db/messaging/V0.20__projections.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The view's first generation. */
    long first() {
        return transactions.call(() -> {
            generations.insertView(Tally.NAME);
            long id = generations.insert(Tally.NAME, Optional.empty(), clock.instant());
            generations.makeCurrent(Tally.NAME, id, clock.instant());
            return id;
        });
    }

    /** One more, to be built beside it. */
    long rebuild() {
        return transactions.call(() -> generations.insert(Tally.NAME, Optional.of("replay"), clock.instant()));
    }

    long current() {
        return transactions.call(() -> generations.lockView(Tally.NAME)).orElseThrow();
    }

    Generation generation(long id) {
        return generations.kept().stream()
                .filter(kept -> kept.id() == id)
                .findFirst()
                .orElseThrow();
    }

    GenerationReader process(String owner, long generation) {
        return new GenerationReader(tally, generation, owner, tools);
    }

    /** Moves a process until there is nothing more on the log for it. */
    void drain(GenerationReader process, long generation) {
        for (int i = 0; i < ENOUGH; i++) {
            if (process.step() != Step.READING) {
                clock.advance(config.lookAgain());
            } else if (hasReadAll(generation)) {
                process.step();
                return;
            }
        }
        throw new AssertionError("it never comes to the end: " + positions.of(generation));
    }

    private boolean hasReadAll(long generation) {
        var extents = log.open(Tally.NAME, tally.topics()).extents();
        List<Position> reached = positions.of(generation);
        return reached.size() == extents.size()
                && reached.stream()
                        .allMatch(position -> position.next()
                                == extents.get(new TopicPartition(position.topic(), position.partition()))
                                        .end());
    }

    void close() {
        keepsDatabaseOpen.close();
    }

    static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("there is one zone");
        }
    }
}
