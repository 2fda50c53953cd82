package org.ordertracking.messaging.projection;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.ordertracking.messaging.projection.Generation.State;

/** Views and their generations. Every method works inside the caller's transaction. */
@Singleton
class GenerationTable {

    private static final String COLUMNS = "id, view_name, state, replay_id, skipped, started_at, ended_at";

    private final Jdbi jdbi;

    GenerationTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What one who wants to write to a generation has to know. */
    record Lease(State state, Optional<String> owner, Optional<Instant> until, Optional<Instant> heldUntil) {

        boolean isOf(String process) {
            return owner.filter(process::equals).isPresent();
        }

        boolean mayBeTakenBy(String process, Instant now) {
            return owner.isEmpty()
                    || isOf(process)
                    || until.filter(now::isBefore).isEmpty();
        }

        boolean isHeld(Instant now) {
            return heldUntil.filter(now::isBefore).isPresent();
        }
    }

    void insertView(String view) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO projection_view (name) VALUES (:view) ON CONFLICT DO NOTHING")
                .bind("view", view)
                .execute());
    }

    boolean hasCurrent(String view) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT current_generation FROM projection_view WHERE name = :view")
                        .bind("view", view)
                        .map(row -> Optional.ofNullable(row.getColumn("current_generation", Long.class)))
                        .findOne())
                .flatMap(current -> current)
                .isPresent();
    }

    /** Takes the view's lock until the end of the transaction; the current generation, if there is one yet. */
    Optional<Long> lockView(String view) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT current_generation FROM projection_view WHERE name = :view FOR UPDATE")
                .bind("view", view)
                .map(row -> Optional.ofNullable(row.getColumn("current_generation", Long.class)))
                .one());
    }

    void makeCurrent(String view, long generation, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("UPDATE projection_view SET current_generation = :generation WHERE name = :view")
                    .bind("generation", generation)
                    .bind("view", view)
                    .execute();
            handle.createUpdate(
                            "UPDATE projection_generation SET state = 'CURRENT', ended_at = :now WHERE id = :generation")
                    .bind("generation", generation)
                    .bind("now", now)
                    .execute();
        });
    }

    long insert(String view, Optional<String> replayId, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO projection_generation (view_name, state, replay_id, skipped, started_at)
                        VALUES (:view, 'BUILDING', :replayId, 0, :now)""")
                .bind("view", view)
                .bind("replayId", replayId.orElse(null))
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    void setState(long generation, State state) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE projection_generation SET state = :state WHERE id = :id")
                .bind("state", state.name())
                .bind("id", generation)
                .execute());
    }

    /** Locks a generation until the end of the transaction, unless somebody else works on it now. */
    Optional<Lease> tryLock(long generation) {
        return lock(generation, " FOR UPDATE SKIP LOCKED");
    }

    /** Locks a generation until the end of the transaction. */
    Lease lock(long generation) {
        return lock(generation, " FOR UPDATE")
                .orElseThrow(() -> new IllegalStateException("Generation " + generation + " is not there"));
    }

    private Optional<Lease> lock(long generation, String clause) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT state, owner, lease_until, held_until FROM projection_generation WHERE id = :id"
                                + clause)
                .bind("id", generation)
                .map(row -> new Lease(
                        row.getColumn("state", State.class),
                        Optional.ofNullable(row.getColumn("owner", String.class)),
                        Optional.ofNullable(row.getColumn("lease_until", Instant.class)),
                        Optional.ofNullable(row.getColumn("held_until", Instant.class))))
                .findOne());
    }

    void lease(long generation, String owner, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE projection_generation SET owner = :owner, lease_until = :until WHERE id = :id")
                .bind("owner", owner)
                .bind("until", until)
                .bind("id", generation)
                .execute());
    }

    void release(long generation, String owner) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE projection_generation SET owner = NULL, lease_until = NULL
                        WHERE id = :id AND owner = :owner""")
                .bind("id", generation)
                .bind("owner", owner)
                .execute());
    }

    void hold(long generation, Instant until) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE projection_generation SET held_until = :until WHERE id = :id")
                        .bind("until", until)
                        .bind("id", generation)
                        .execute());
    }

    void countSkipped(long generation, long more) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE projection_generation SET skipped = skipped + :more WHERE id = :id")
                .bind("more", more)
                .bind("id", generation)
                .execute());
    }

    /** Those that are to be kept up to date. */
    List<Generation> kept() {
        return select("state IN ('BUILDING', 'CURRENT') ORDER BY id", Optional.empty());
    }

    List<Generation> retired() {
        return select("state = 'RETIRED' ORDER BY id", Optional.empty());
    }

    /** Those that were built for a request. */
    List<Generation> ofReplay(String replayId) {
        return select("replay_id = :value ORDER BY id", Optional.of(replayId));
    }

    /** The requests that are remembered, the newest first. */
    List<String> replays(int limit) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT replay_id FROM projection_generation WHERE replay_id IS NOT NULL
                        GROUP BY replay_id ORDER BY MAX(id) DESC LIMIT :limit""").bind("limit", limit).mapTo(String.class).list());
    }

    boolean isBuilding(String view) {
        return !select("state = 'BUILDING' AND view_name = :value", Optional.of(view))
                .isEmpty();
    }

    /** Forgets generations whose rows were deleted, and that were started before the given time. */
    void forgetGone(Instant startedBefore) {
        jdbi.useHandle(handle -> {
            String old = "SELECT id FROM projection_generation WHERE state = 'GONE' AND started_at < :before";
            handle.createUpdate("DELETE FROM projection_position WHERE generation IN (" + old + ")")
                    .bind("before", startedBefore)
                    .execute();
            handle.createUpdate("DELETE FROM projection_generation WHERE id IN (" + old + ")")
                    .bind("before", startedBefore)
                    .execute();
        });
    }

    private List<Generation> select(String condition, Optional<String> value) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("SELECT " + COLUMNS + " FROM projection_generation WHERE " + condition);
            value.ifPresent(bound -> query.bind("value", bound));
            return query.map(row -> generation(row)).list();
        });
    }

    private static Generation generation(RowView row) {
        return new Generation(
                row.getColumn("id", Long.class),
                row.getColumn("view_name", String.class),
                row.getColumn("state", State.class),
                Optional.ofNullable(row.getColumn("replay_id", String.class)),
                row.getColumn("skipped", Long.class),
                row.getColumn("started_at", Instant.class),
                Optional.ofNullable(row.getColumn("ended_at", Instant.class)));
    }
}
