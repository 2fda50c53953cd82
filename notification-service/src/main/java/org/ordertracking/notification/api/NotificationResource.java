package org.ordertracking.notification.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.events.Formats;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.notification.storage.NotificationStore;

/** What customers were told, are about to be told, and could not be told. */
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class NotificationResource {

    /** Keeps the rows that a page skips, and so the cost of a request, within bounds. */
    private static final int LAST_PAGE = 1_000;

    private static final int LARGEST_PAGE = 100;
    private static final String UUID_FORMAT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final NotificationStore notifications;

    NotificationResource(NotificationStore notifications) {
        this.notifications = notifications;
    }

    @GET
    @Operation(
            summary = "Notifications, the newest first, page by page",
            description = "With orderId those of one order only; an order that nobody was told of has none.")
    @APIResponse(
            responseCode = "200",
            description = "A page of notifications",
            content =
                    @Content(
                            schema = @Schema(implementation = NotificationPage.class),
                            examples = @ExampleObject(name = "a page", value = NotificationExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter is out of bounds; the problem names it")
    public NotificationPage list(
            @QueryParam("orderId") @Pattern(regexp = Formats.ID) String orderId,
            @QueryParam("page") @DefaultValue("0") @Min(0) @Max(LAST_PAGE) int page,
            @QueryParam("size") @DefaultValue("20") @Min(1) @Max(LARGEST_PAGE) int size) {
        Optional<String> order = Optional.ofNullable(orderId);
        var items = notifications.newest(order, page * size, size).stream()
                .map(NotificationView::of)
                .toList();
        return new NotificationPage(items, page, size, notifications.count(order));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One notification")
    @APIResponse(
            responseCode = "200",
            description = "The notification",
            content =
                    @Content(
                            schema = @Schema(implementation = NotificationView.class),
                            examples = @ExampleObject(name = "a mail", value = NotificationExamples.SENT)))
    @APIResponse(
            responseCode = "404",
            description = "There is none with this id",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(
                                            name = "unknown notification",
                                            value = NotificationExamples.UNKNOWN)))
    public NotificationView find(
            @Parameter(example = "2f9c0d6e-6b0f-4f43-8f0e-2b8f4f0f8a11") @PathParam("id") @Pattern(regexp = UUID_FORMAT)
                    String id) {
        return notifications
                .find(UUID.fromString(id))
                .map(NotificationView::of)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        NotificationProblem.UNKNOWN_NOTIFICATION,
                        "There is no notification " + id + ".",
                        "GET /notifications lists what there is.")));
    }
}
