package org.ordertracking.order.controlroom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.order.neighbours.Answer;
import org.ordertracking.order.neighbours.Neighbour;
import org.ordertracking.order.neighbours.Neighbours;

/**
 * What the control room does, behind the admin door. It passes on what is asked of another service, with this service's token; the
 * service decides. Part of the page, and no API for others: each service has its own.
 */
@Path("/admin/control-room")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ControlRoomActions {

    private static final String LETTERS = "admin/dead-letters";
    private static final Map<String, String> OPEN = Map.of("state", "OPEN", "limit", "20");

    private final Neighbours neighbours;
    private final LoadGenerator load;
    private final UnreadableRecord unreadable;

    ControlRoomActions(Neighbours neighbours, LoadGenerator load, UnreadableRecord unreadable) {
        this.neighbours = neighbours;
        this.load = load;
        this.unreadable = unreadable;
    }

    /** How many orders per second are wanted. */
    @RegisterForReflection
    record LoadRequest(@NotNull(message = "Send 0 to stop.") Integer ordersPerSecond) {}

    /** Where a record was written. */
    @RegisterForReflection
    record Written(String topic, int partition, long offset) {}

    /** Open letters of all services; a service that does not answer is there with the reason in {@code missing}. */
    @GET
    @Path("/dead-letters")
    @Operation(hidden = true)
    public Uni<JsonNode> deadLetters() {
        List<Uni<JsonNode>> asked = Neighbour.SERVICES.stream()
                .map(service -> neighbours.get(service, LETTERS, OPEN).map(answer -> lettersOf(service, answer)))
                .toList();
        return Uni.join().all(asked).andFailFast().map(found -> {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.putArray("services").addAll(found);
            return all;
        });
    }

    private static JsonNode lettersOf(Neighbour service, Answer answer) {
        ObjectNode one = JsonNodeFactory.instance.objectNode().put("service", service.label());
        one.set(
                "letters",
                answer.found().map(body -> body.path("letters")).orElseGet(JsonNodeFactory.instance::arrayNode));
        if (answer instanceof Answer.Refused refused) {
            one.put("missing", refused.detail());
        } else if (answer instanceof Answer.Away away) {
            one.put("missing", "It " + away.reason() + ".");
        }
        return one;
    }

    @GET
    @Path("/{service}/dead-letters/{id}")
    @Operation(hidden = true)
    public Uni<JsonNode> deadLetter(@PathParam("service") String service, @PathParam("id") String id) {
        return done(service, asked -> neighbours.get(asked, LETTERS + "/" + Neighbours.encoded(id), Map.of()));
    }

    @POST
    @Path("/{service}/dead-letters/{id}/replay")
    @Operation(hidden = true)
    public Uni<JsonNode> replay(
            @PathParam("service") String service,
            @PathParam("id") String id,
            @NotNull(message = "Send {\"reason\": \"…\"}.") JsonNode reason) {
        return done(service, asked -> neighbours.post(asked, decision(id, "replay"), reason));
    }

    @POST
    @Path("/{service}/dead-letters/{id}/discard")
    @Operation(hidden = true)
    public Uni<JsonNode> discard(
            @PathParam("service") String service,
            @PathParam("id") String id,
            @NotNull(message = "Send {\"reason\": \"…\"}.") JsonNode reason) {
        return done(service, asked -> neighbours.post(asked, decision(id, "discard"), reason));
    }

    private static String decision(String id, String decision) {
        return LETTERS + "/" + Neighbours.encoded(id) + "/" + decision;
    }

    @POST
    @Path("/{service}/faults")
    @Operation(hidden = true)
    public Uni<JsonNode> faults(
            @PathParam("service") String service,
            @NotNull(message = "Send the faults as {\"failPercent\": 5}.") JsonNode faults) {
        return done(service, asked -> neighbours.post(asked, "admin/faults", faults));
    }

    @POST
    @Path("/load")
    @Operation(hidden = true)
    public LoadGenerator.State load(@NotNull(message = "Send {\"ordersPerSecond\": 5}.") @Valid LoadRequest request) {
        int most = load.state().most();
        if (request.ordersPerSecond() < 0 || request.ordersPerSecond() > most) {
            throw new ProblemException(Problem.withField(
                    CommonProblem.INVALID_REQUEST, "ordersPerSecond", "from 0 to " + most, "Send 0 to stop."));
        }
        return load.set(request.ordersPerSecond());
    }

    @POST
    @Path("/unreadable-record")
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Written unreadableRecord() throws InterruptedException {
        RecordMetadata written = unreadable.write();
        return new Written(written.topic(), written.partition(), written.offset());
    }

    @FunctionalInterface
    private interface Question {
        Uni<Answer> to(Neighbour neighbour);
    }

    private static Uni<JsonNode> done(String label, Question question) {
        Neighbour service = Neighbour.service(label)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ControlRoomProblem.UNKNOWN_SERVICE,
                        "No service is called so.",
                        "Name one of "
                                + Neighbour.SERVICES.stream()
                                        .map(Neighbour::label)
                                        .toList() + ".")));
        return question.to(service).map(answer -> require(service, answer));
    }

    private static JsonNode require(Neighbour service, Answer answer) {
        if (answer instanceof Answer.Answered answered) {
            return answered.body();
        }
        if (answer instanceof Answer.Refused refused) {
            throw new ProblemException(Problem.of(
                    ControlRoomProblem.NEIGHBOUR_REFUSED,
                    service.label() + ": " + refused.detail(),
                    refused.remedy().orElse("Look at the log of " + service.label() + ".")));
        }
        throw new ProblemException(Problem.of(
                ControlRoomProblem.NEIGHBOUR_AWAY,
                service.label() + " " + ((Answer.Away) answer).reason() + ".",
                "Start it (./demo up), then try again."));
    }
}
