package org.ordertracking.messaging.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
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
    @APIResponse(responseCode = "202", description = "It has begun; Location says where its progress is")
    @APIResponse(responseCode = "400", description = "There is no such view")
    @APIResponse(responseCode = "409", description = "One of the views is being built already")
    public RestResponse<ReplayView> start(ReplayRequest request) {
        Set<String> views = ReplayRequest.viewsOf(request, replays.views());
        if (views.isEmpty() || !replays.views().containsAll(views)) {
            throw refused(Response.Status.BAD_REQUEST, "views: some of " + replays.views());
        }
        try {
            Replays.Replay replay = replays.start(views);
            return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, ReplayView.of(replay))
                    .location(URI.create(PATH + "/" + replay.id()))
                    .build();
        } catch (ReplayRunningException e) {
            throw refused(Response.Status.CONFLICT, e.getMessage());
        }
    }

    @GET
    @Operation(summary = "The newest replays, and how far they are")
    @APIResponse(responseCode = "200", description = "The views that there are, and up to 20 replays, the newest first")
    public Known replays() {
        return new Known(
                replays.views(),
                replays.newest(SHOWN).stream().map(ReplayView::of).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a replay is")
    @APIResponse(responseCode = "200", description = "Its views, and the records done and to do of each topic")
    @APIResponse(responseCode = "404", description = "There is no such replay")
    public ReplayView replay(@PathParam("id") String id) {
        return replays.find(id)
                .map(ReplayView::of)
                .orElseThrow(() -> refused(Response.Status.NOT_FOUND, "No replay has this id"));
    }

    private static WebApplicationException refused(Response.Status status, String why) {
        return new WebApplicationException(why, status);
    }

    /** Answer of {@code GET /admin/replay}. */
    record Known(
            @Schema(required = true, examples = "[\"stock-levels\", \"timeline\"]")
            Set<String> views,

            @Schema(required = true) List<ReplayView> replays) {}
}
