package org.ordertracking.messaging.projection;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Builds views anew from the log, beside the ones that are read. A replay is what stands in the database about the
 * generations that it builds, so it goes on after a restart, and every process of the service can tell how far it is.
 */
@Singleton
public class Replays {

    private final Projections projections;
    private final GenerationTable generations;
    private final PositionTable positions;
    private final Transactions transactions;
    private final Clock clock;

    Replays(
            Projections projections,
            GenerationTable generations,
            PositionTable positions,
            Transactions transactions,
            Clock clock) {
        this.projections = projections;
        this.generations = generations;
        this.positions = positions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A view that is built anew, and how far it is. */
    public record ViewReplay(Generation generation, List<Position> positions) {

        public boolean isRunning() {
            return generation.state() == Generation.State.BUILDING;
        }
    }

    /** What was asked for with one request. */
    public record Replay(String id, List<ViewReplay> views) {

        public boolean isRunning() {
            return views.stream().anyMatch(ViewReplay::isRunning);
        }

        public Instant startedAt() {
            return views.stream()
                    .map(view -> view.generation().startedAt())
                    .min(Instant::compareTo)
                    .orElseThrow();
        }

        /** When the last of its views became current; empty while it runs. */
        public Optional<Instant> endedAt() {
            return isRunning()
                    ? Optional.empty()
                    : views.stream()
                            .flatMap(view -> view.generation().endedAt().stream())
                            .max(Instant::compareTo);
        }
    }

    /** The names of the views that can be replayed. */
    public Set<String> views() {
        return new TreeSet<>(projections.byName().keySet());
    }

    /**
     * Begins to build views anew. Returns at once.
     *
     * @param views some of {@link #views()}, at least one
     * @throws ReplayRunningException when one of them is being built already; then none is begun
     */
    public Replay start(Set<String> views) {
        String id = UUID.randomUUID().toString();
        transactions.run(() -> {
            // In the order of their names, so that two requests do not lock each other out.
            for (String view : new TreeSet<>(views)) {
                generations.insertView(view);
                generations.lockView(view);
                if (generations.isBuilding(view)) {
                    throw new ReplayRunningException(view);
                }
                generations.insert(view, Optional.of(id), clock.instant());
            }
        });
        projections.lookAgain();
        return find(id).orElseThrow();
    }

    /** A replay that is remembered. */
    public Optional<Replay> find(String id) {
        return transactions.call(() -> read(id));
    }

    /** The replays that are remembered, the newest first. */
    public List<Replay> newest(int limit) {
        return transactions.call(() -> generations.replays(limit).stream()
                .flatMap(id -> read(id).stream())
                .toList());
    }

    private Optional<Replay> read(String id) {
        List<ViewReplay> views = generations.ofReplay(id).stream()
                .map(generation -> new ViewReplay(generation, positions.of(generation.id())))
                .toList();
        return views.isEmpty() ? Optional.empty() : Optional.of(new Replay(id, views));
    }
}
