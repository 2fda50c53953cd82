package org.ordertracking.messaging.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.messaging.projection.Position;
import org.ordertracking.messaging.projection.Replays;

/**
 * How far a replay is.
 *
 * @param percent of the records, whole; 100 only when all views are read from their new generation
 * @param endedAt left out while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayView(
        @Schema(required = true, examples = "6f4e1c9a-3b52-4f0e-9d57-0c1f2a3b4c5d")
        String id,

        @Schema(required = true) State state,

        @Schema(required = true, minimum = "0", maximum = "100")
        int percent,

        @Schema(required = true) Instant startedAt,
        Instant endedAt,
        @Schema(required = true) List<OneView> views) {

    private static final int ALL = 100;

    /** Where a replay stands. */
    enum State {
        RUNNING,
        DONE
    }

    static ReplayView of(Replays.Replay replay) {
        List<Position> positions = replay.views().stream()
                .flatMap(view -> view.positions().stream())
                .toList();
        return new ReplayView(
                replay.id(),
                state(replay.isRunning()),
                percent(positions, replay.isRunning()),
                replay.startedAt(),
                replay.endedAt().orElse(null),
                replay.views().stream().map(OneView::of).toList());
    }

    private static State state(boolean running) {
        return running ? State.RUNNING : State.DONE;
    }

    private static int percent(Collection<Position> positions, boolean running) {
        if (!running) {
            return ALL;
        }
        long done = positions.stream().mapToLong(Position::done).sum();
        long all = done + positions.stream().mapToLong(Position::toDo).sum();
        // What is not known to the last record yet is not done.
        return all == 0 ? 0 : (int) Math.min(ALL - 1, done * ALL / all);
    }

    /**
     * One view of the replay.
     *
     * @param skipped records that could not be read or applied; the log of the service names them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OneView(
            @Schema(required = true, examples = "timeline") String view,
            @Schema(required = true) State state,
            @Schema(required = true) int percent,
            @Schema(required = true) long skipped,
            @Schema(required = true) Instant startedAt,
            Instant endedAt,
            @Schema(required = true) List<OneTopic> topics) {

        static OneView of(Replays.ViewReplay view) {
            return new OneView(
                    view.generation().view(),
                    ReplayView.state(view.isRunning()),
                    ReplayView.percent(view.positions(), view.isRunning()),
                    view.generation().skipped(),
                    view.generation().startedAt(),
                    view.generation().endedAt().orElse(null),
                    topics(view.positions()));
        }

        private static List<OneTopic> topics(List<Position> positions) {
            Map<String, OneTopic> topics = new LinkedHashMap<>();
            positions.forEach(position -> topics.merge(position.topic(), OneTopic.of(position), OneTopic::plus));
            return List.copyOf(topics.values());
        }
    }

    /**
     * One topic that a view is made from, all partitions together. A view goes on to read after it was built.
     *
     * @param done records read
     * @param toDo records that were still to read when the log was last looked at
     * @param missing records that the log had deleted before the replay began: what they told is not in the view
     */
    record OneTopic(
            @Schema(required = true, examples = "orders") String topic,
            @Schema(required = true) long done,
            @Schema(required = true) long toDo,
            @Schema(required = true) long missing) {

        static OneTopic of(Position position) {
            return new OneTopic(position.topic(), position.done(), position.toDo(), position.missing());
        }

        OneTopic plus(OneTopic other) {
            return new OneTopic(topic, done + other.done, toDo + other.toDo, missing + other.missing);
        }
    }
}
