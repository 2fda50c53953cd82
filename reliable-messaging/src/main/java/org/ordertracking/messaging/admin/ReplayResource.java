package org.ordertracking.messaging.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.http.problem.Shown;
import org.ordertracking.messaging.projection.ReplayRunningException;
import org.ordertracking.messaging.projection.Replays;

/** Views of the log, built anew. */
@Path(ReplayResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
class ReplayResource {

    static final String PATH = "/admin/replay";

    private static final int SHOWN = 20;

    private final Replays replays;

    ReplayResource(Replays replays) {
        this.replays = replays;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Build views anew from the log",
            description =
                    "Each view is built beside the one that is read, and takes its place once it has caught up. Nothing is"
                            + " published and nobody is notified. Without a body, or without views, all are built.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayRequest.class),
                            examples = @ExampleObject(name = "one view", value = ReplayExamples.REQUEST)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location says where its progress is",
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayView.class),
                            examples = @ExampleObject(name = "one view", value = ReplayExamples.REPLAY)))
    @APIResponse(
            responseCode = "400",
            description = "There is no such view",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown view", value = ReplayExamples.UNKNOWN_VIEW)))
    @APIResponse(
            responseCode = "409",
            description = "One of the views is being built already",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "being built", value = ReplayExamples.RUNNING)))
    public RestResponse<ReplayView> start(ReplayRequest request) {
        Set<String> views = ReplayRequest.viewsOf(request, replays.views());
        if (views.isEmpty() || !replays.views().containsAll(views)) {
            throw new ProblemException(Problem.withField(
                    ReplayProblem.UNKNOWN_VIEW,
                    "views",
                    "some of " + replays.views(),
                    "Name views that GET /admin/replay lists, or leave them out to build all."));
        }
        try {
            Replays.Replay replay = replays.start(views);
            return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, ReplayView.of(replay))
                    .location(URI.create(PATH + "/" + replay.id()))
                    .build();
        } catch (ReplayRunningException e) {
            throw new ProblemException(Problem.of(
                    ReplayProblem.REPLAY_RUNNING,
                    e.getMessage(),
                    "GET /admin/replay says how far it is; send it again when it is done."));
        }
    }

    @GET
    @Operation(summary = "The newest replays, and how far they are")
    @APIResponse(
            responseCode = "200",
            description = "The views that there are, and up to 20 replays, the newest first",
            content =
                    @Content(
                            schema = @Schema(implementation = Known.class),
                            examples = @ExampleObject(name = "one replay", value = ReplayExamples.KNOWN)))
    public Known replays() {
        return new Known(
                replays.views(),
                replays.newest(SHOWN).stream().map(ReplayView::of).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a replay is")
    @APIResponse(
            responseCode = "200",
            description = "Its views, and the records done and to do of each topic",
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayView.class),
                            examples = @ExampleObject(name = "one view", value = ReplayExamples.REPLAY)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such replay",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown replay", value = ReplayExamples.UNKNOWN_REPLAY)))
    public ReplayView replay(@Parameter(example = "6f4e1c9a-3b52-4f0e-9d57-0c1f2a3b4c5d") @PathParam("id") String id) {
        return replays.find(id)
                .map(ReplayView::of)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ReplayProblem.UNKNOWN_REPLAY,
                        "No replay has the id " + Shown.of(id) + ".",
                        "GET /admin/replay lists the newest.")));
    }

    /** Answer of {@code GET /admin/replay}. */
    record Known(
            @Schema(required = true, examples = "[\"stock-levels\", \"timeline\"]")
            Set<String> views,

            @Schema(required = true) List<ReplayView> replays) {}
}
