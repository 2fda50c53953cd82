package org.ordertracking.messaging.deadletters.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.http.problem.ProblemType;
import org.ordertracking.http.problem.Shown;
import org.ordertracking.messaging.deadletters.DeadLetters;
import org.ordertracking.messaging.deadletters.LetterState;
import org.ordertracking.messaging.deadletters.LogUnavailableException;
import org.ordertracking.messaging.deadletters.StoredLetter;
import org.ordertracking.messaging.deadletters.Verdict;

/** Records that this service could not apply: look at them, replay them, discard them. */
@Path(DeadLetterResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters", description = "Records that this service could not apply.")
public class DeadLetterResource {

    static final String PATH = "/admin/dead-letters";

    private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);
    private static final String OPERATOR = "operator";
    private static final int MAX_ACTOR = 100;
    private static final int MAX_PAGE = 200;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]*");

    private final DeadLetters letters;

    DeadLetterResource(DeadLetters letters) {
        this.letters = letters;
    }

    @GET
    @Operation(summary = "Lists dead letters, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of them",
            content =
                    @Content(
                            schema = @Schema(implementation = LetterPage.class),
                            examples = @ExampleObject(name = "one letter", value = LetterExamples.PAGE)))
    public LetterPage list(
            @QueryParam("state") String state,
            @QueryParam("topic") String topic,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") String cursor) {
        int size = (int) number("limit", limit, MAX_PAGE);
        List<StoredLetter.Note> found = letters.list(
                Optional.ofNullable(state).map(DeadLetterResource::state),
                Optional.ofNullable(topic),
                cursor == null ? OptionalLong.empty() : OptionalLong.of(number("cursor", cursor, Long.MAX_VALUE)),
                size + 1);
        boolean more = found.size() > size;
        List<StoredLetter.Note> page = more ? found.subList(0, size) : found;
        return new LetterPage(
                page.stream().map(LetterView::inList).toList(),
                more ? Long.toString(page.get(size - 1).position()) : null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Shows a dead letter: record, reason, stack, decisions")
    @APIResponse(
            responseCode = "200",
            description = "All that is known of it",
            content =
                    @Content(
                            schema = @Schema(implementation = LetterView.class),
                            examples = @ExampleObject(name = "an open letter", value = LetterExamples.OPEN)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such letter in this service",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown letter", value = LetterExamples.UNKNOWN)))
    public LetterView show(@PathParam("id") @Parameter(example = LetterExamples.ID) String id) {
        return letters.find(id)
                .map(letter -> LetterView.whole(letter, letters.audit(id)))
                .orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/{id}/audit")
    @Operation(summary = "Shows who decided what about a dead letter")
    @APIResponse(
            responseCode = "200",
            description = "Decisions, the first one first",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = AuditView.class),
                            examples = @ExampleObject(name = "a replay", value = LetterExamples.AUDIT)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such letter in this service",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown letter", value = LetterExamples.UNKNOWN)))
    public List<AuditView> audit(@PathParam("id") @Parameter(example = LetterExamples.ID) String id) {
        if (letters.find(id).isEmpty()) {
            throw unknown(id);
        }
        return AuditView.of(letters.audit(id));
    }

    @POST
    @Path("/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sends a dead letter back to its topic",
            description =
                    "With the same key, value and headers, so under the same event id: who applied it already lets it"
                            + " pass. Asked for twice, it is sent once.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            schema = @Schema(implementation = DecisionRequest.class),
                            examples = @ExampleObject(name = "a reason", value = LetterExamples.REASON)))
    @APIResponse(
            responseCode = "200",
            description = "It is replayed",
            content =
                    @Content(
                            schema = @Schema(implementation = LetterView.class),
                            examples = @ExampleObject(name = "a replayed letter", value = LetterExamples.REPLAYED)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such letter in this service",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown letter", value = LetterExamples.UNKNOWN)))
    @APIResponse(
            responseCode = "409",
            description = "The opposite was decided, or somebody decides at this moment, or it cannot be replayed",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "discarded", value = LetterExamples.DECIDED)))
    @APIResponse(responseCode = "503", description = "The log does not take it; the letter stays open")
    public LetterView replay(
            @PathParam("id") @Parameter(example = LetterExamples.ID) String id,
            @HeaderParam("X-Actor") @DefaultValue(OPERATOR) String actor,
            DecisionRequest request) {
        String by = name(actor);
        Optional<String> reason = Optional.ofNullable(request).map(DeadLetterResource::reason);
        return decide(id, () -> letters.replay(id, by, reason));
    }

    @POST
    @Path("/{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Puts a dead letter away for good")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = DecisionRequest.class),
                            examples = @ExampleObject(name = "a reason", value = LetterExamples.REASON)))
    @APIResponse(
            responseCode = "200",
            description = "It is discarded",
            content =
                    @Content(
                            schema = @Schema(implementation = LetterView.class),
                            examples = @ExampleObject(name = "a discarded letter", value = LetterExamples.DISCARDED)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such letter in this service",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown letter", value = LetterExamples.UNKNOWN)))
    @APIResponse(
            responseCode = "409",
            description = "It was replayed, or somebody decides at this moment",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "discarded", value = LetterExamples.DECIDED)))
    public LetterView discard(
            @PathParam("id") @Parameter(example = LetterExamples.ID) String id,
            @HeaderParam("X-Actor") @DefaultValue(OPERATOR) String actor,
            DecisionRequest request) {
        String by = name(actor);
        String reason = reason(request);
        return decide(id, () -> letters.discard(id, by, reason));
    }

    private static LetterState state(String state) {
        try {
            return LetterState.valueOf(state);
        } catch (IllegalArgumentException e) {
            throw invalid("state", "one of " + Arrays.toString(LetterState.values()));
        }
    }

    private static long number(String name, String value, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debugf("%s is no number: %s", name, e.getMessage());
        }
        throw invalid(name, "a whole number from 1 to " + most);
    }

    private static String name(String actor) {
        if (actor.length() > MAX_ACTOR || !PRINTABLE.matcher(actor).matches()) {
            throw invalid("X-Actor", "from 1 to " + MAX_ACTOR + " printable ASCII characters");
        }
        return actor;
    }

    private static String reason(DecisionRequest request) {
        String reason = request == null ? null : request.reason();
        if (reason == null || reason.isBlank() || reason.length() > DecisionRequest.MAX_REASON) {
            throw invalid("reason", "say why, in 1 to " + DecisionRequest.MAX_REASON + " characters");
        }
        return reason;
    }

    private LetterView decide(String id, Supplier<Verdict> decision) {
        Verdict verdict;
        try {
            verdict = decision.get();
        } catch (LogUnavailableException e) {
            throw refused(
                    CommonProblem.BUSY,
                    "The letter stays open, for the log did not take its record: " + e.getMessage() + ".",
                    "Ask again when the broker is back.");
        }
        return switch (verdict.outcome()) {
            case DECIDED, DECIDED_BEFORE -> LetterView.whole(verdict.letter().orElseThrow(), letters.audit(id));
            case DECIDED_OTHERWISE ->
                throw refused(
                        LetterProblem.LETTER_NOT_DECIDABLE,
                        "Dead letter " + id + " is "
                                + verdict.letter().orElseThrow().note().state() + ", and a decision stands.",
                        "See " + PATH + "/" + id + "/audit for whose it was.");
            case BEING_DECIDED ->
                throw refused(
                        LetterProblem.LETTER_NOT_DECIDABLE,
                        "Dead letter " + id + " is being replayed or discarded.",
                        "Look at it again in a moment.");
            case CANNOT_BE_REPLAYED ->
                throw refused(
                        LetterProblem.LETTER_NOT_DECIDABLE,
                        "Dead letter " + id + " cannot be replayed from here: "
                                + verdict.letter()
                                        .flatMap(letter -> letter.note().obstacle())
                                        .orElse("it is not whole") + ".",
                        "Discard it, or send its record again by other means.");
            case UNKNOWN -> throw unknown(id);
        };
    }

    private static ProblemException unknown(String id) {
        return refused(
                LetterProblem.UNKNOWN_LETTER,
                "No dead letter of this service has the id " + Shown.of(id) + ".",
                "See the list at GET " + PATH + ".");
    }

    private static ProblemException invalid(String field, String limit) {
        return new ProblemException(Problem.withField(
                CommonProblem.INVALID_REQUEST, field, limit, "Change it, and send the request again."));
    }

    private static ProblemException refused(ProblemType type, String why, String remedy) {
        return new ProblemException(Problem.of(type, why, remedy));
    }
}
