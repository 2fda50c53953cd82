package org.ordertracking.messaging.faults;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.http.admin.DemoProfile;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/** Faults on purpose over HTTP. Outside the run-time profile {@code demo} there is nothing here. */
@Path("/admin/faults")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Faults", description = "Make this instance slow, unreliable or deaf, to see what the others do")
@APIResponse(
        responseCode = "404",
        description = "The process is not a demonstration",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "no demonstration", value = FaultsResource.NO_DEMONSTRATION)))
public class FaultsResource {

    static final String NO_DEMONSTRATION = """
            {"type": "urn:order-tracking:problem:unknown-route", "title": "There is nothing here", "status": 404,
             "detail": "Faults can be switched in the profile demo only.", "instance": "/admin/faults",
             "remedy": "Start the service with QUARKUS_PROFILE=demo, for a demonstration."}""";

    private static final String SOME_FAULTS = """
            {"slowMillis": 200, "failPercent": 5, "stopConsuming": false}""";

    private final FaultSwitches switches;
    private final DemoProfile demo;

    FaultsResource(FaultSwitches switches, DemoProfile demo) {
        this.switches = switches;
        this.demo = demo;
    }

    /** Body of a request; what is left out is switched off. */
    @RegisterForReflection
    @Schema(name = "FaultsRequest")
    public record FaultsRequest(
            @Min(value = 0, message = "Send 0 for none.")
            @Max(value = Faults.MAX_SLOW_MILLIS, message = "Send at most a minute.")
            @Schema(
                    description = "milliseconds that each attempt to apply an event waits",
                    minimum = "0",
                    maximum = "60000")
            Integer slowMillis,

            @Min(value = 0, message = "Send 0 for none.")
            @Max(value = 100, message = "Send 100 for all.")
            @Schema(
                    description = "attempts of a hundred that fail; they are tried again",
                    minimum = "0",
                    maximum = "100")
            Integer failPercent,

            @Schema(description = "true: events wait on the log until it is switched off")
            Boolean stopConsuming) {

        Faults toFaults() {
            return new Faults(
                    slowMillis == null ? 0 : slowMillis,
                    failPercent == null ? 0 : failPercent,
                    stopConsuming != null && stopConsuming);
        }
    }

    /** What is set. */
    @RegisterForReflection
    @Schema(name = "Faults")
    public record FaultsView(
            @Schema(required = true) int slowMillis,
            @Schema(required = true) int failPercent,
            @Schema(required = true) boolean stopConsuming) {

        static FaultsView of(Faults faults) {
            return new FaultsView(faults.slowMillis(), faults.failPercent(), faults.stopConsuming());
        }
    }

    @GET
    @Operation(summary = "Which faults are set in this instance")
    @APIResponse(
            responseCode = "200",
            description = "What is set; all zero and false when nothing is",
            content =
                    @Content(
                            schema = @Schema(implementation = FaultsView.class),
                            examples = @ExampleObject(name = "some faults", value = SOME_FAULTS)))
    public FaultsView look() {
        requireDemo();
        return FaultsView.of(switches.current());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set faults in this instance",
            description =
                    "Replaces what was set; what is left out is off. A restart forgets it. Applies to events that come"
                            + " through the inbox; failures are tried again like those of a database that is away.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = FaultsRequest.class),
                            examples = @ExampleObject(name = "some faults", value = SOME_FAULTS)))
    @APIResponse(
            responseCode = "200",
            description = "What is set now",
            content =
                    @Content(
                            schema = @Schema(implementation = FaultsView.class),
                            examples = @ExampleObject(name = "some faults", value = SOME_FAULTS)))
    public FaultsView set(@NotNull(message = "Send the faults as {\"failPercent\": 5}.") @Valid FaultsRequest request) {
        requireDemo();
        switches.set(request.toFaults());
        return FaultsView.of(switches.current());
    }

    @DELETE
    @Operation(summary = "Switch all faults of this instance off")
    @APIResponse(responseCode = "204", description = "Nothing is set")
    public void clear() {
        requireDemo();
        switches.set(Faults.NONE);
    }

    private void requireDemo() {
        if (!demo.isActive()) {
            throw new ProblemException(Problem.of(
                    CommonProblem.UNKNOWN_ROUTE,
                    "Faults can be switched in the profile demo only.",
                    "Start the service with QUARKUS_PROFILE=demo, for a demonstration."));
        }
    }
}
