package org.ordertracking.order.controlroom;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple3;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ordertracking.order.controlroom.Snapshot.Health;
import org.ordertracking.order.neighbours.Answer;
import org.ordertracking.order.neighbours.Neighbour;
import org.ordertracking.order.neighbours.Neighbours;

/** Asks all five processes at the same time how they are and what waits in them. */
@Singleton
class ServiceWatch {

    private static final Answer NOT_ASKED = new Answer.Away("has none");

    private final Neighbours neighbours;
    private final ControlRoomConfig config;
    private final InstantSource clock;

    ServiceWatch(Neighbours neighbours, ControlRoomConfig config, InstantSource clock) {
        this.neighbours = neighbours;
        this.config = config;
        this.clock = clock;
    }

    /** One for each, in the order of {@link Neighbour}; never fails. */
    Uni<List<Snapshot.Service>> look() {
        List<Uni<Snapshot.Service>> all =
                Neighbour.all().stream().map(this::look).toList();
        return Uni.join().all(all).andFailFast();
    }

    private Uni<Snapshot.Service> look(Neighbour neighbour) {
        boolean applies = Neighbour.SERVICES.contains(neighbour);
        return Uni.combine()
                .all()
                .unis(
                        neighbours.readiness(neighbour),
                        applies
                                ? neighbours.get(neighbour, "admin/backlog", Map.of())
                                : Uni.createFrom().item(NOT_ASKED),
                        applies
                                ? neighbours.get(neighbour, "admin/faults", Map.of())
                                : Uni.createFrom().item(NOT_ASKED))
                .asTuple()
                .map(answers -> service(neighbour, applies, answers));
    }

    private Snapshot.Service service(Neighbour neighbour, boolean applies, Tuple3<Answer, Answer, Answer> answers) {
        Health health = health(answers.getItem1());
        Optional<JsonNode> backlog = answers.getItem2().found();
        Optional<Instant> oldest =
                backlog.map(body -> body.path("outboxOldest").asText(null)).map(Instant::parse);
        return new Snapshot.Service(
                neighbour.label(),
                health,
                took(answers.getItem1()).map(Duration::toMillis).orElse(null),
                health == Health.UP ? null : reason(answers.getItem1()),
                backlog.map(body -> body.path("outboxPending").asLong()).orElse(null),
                oldest.map(since -> Math.max(
                                0, Duration.between(since, clock.instant()).toMillis()))
                        .orElse(null),
                backlog.map(body -> sum(body.path("deadLetters"))).orElse(null),
                answers.getItem3().found().map(ServiceWatch::faults).orElse(null),
                applies && (backlog.isEmpty() || answers.getItem3().found().isEmpty())
                        ? missing(backlog.isEmpty() ? answers.getItem2() : answers.getItem3())
                        : null);
    }

    private Health health(Answer answer) {
        if (answer instanceof Answer.Answered answered) {
            return answered.took().compareTo(config.slowAfter()) > 0 ? Health.SLOW : Health.UP;
        }
        return answer instanceof Answer.Refused ? Health.NOT_READY : Health.DOWN;
    }

    private static Optional<Duration> took(Answer answer) {
        if (answer instanceof Answer.Answered answered) {
            return Optional.of(answered.took());
        }
        return answer instanceof Answer.Refused refused ? Optional.of(refused.took()) : Optional.empty();
    }

    private String reason(Answer answer) {
        if (answer instanceof Answer.Away away) {
            return away.reason();
        }
        return answer instanceof Answer.Refused refused
                ? "says that it is not ready (status " + refused.status() + ")"
                : "took longer than " + config.slowAfter().toMillis() + " ms to answer";
    }

    private static String missing(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.detail()
                    + refused.remedy().map(remedy -> " " + remedy).orElse("");
        }
        return answer instanceof Answer.Away away ? "It " + away.reason() + "." : "";
    }

    private static Snapshot.Faults faults(JsonNode body) {
        return new Snapshot.Faults(
                body.path("slowMillis").asInt(),
                body.path("failPercent").asInt(),
                body.path("stopConsuming").asBoolean());
    }

    private static long sum(JsonNode byTopic) {
        long sum = 0;
        for (JsonNode count : byTopic) {
            sum += count.asLong();
        }
        return sum;
    }
}
