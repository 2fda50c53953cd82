package org.ordertracking.notification.channel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The part of Twilio's HTTP API, version 2010-04-01, that sends a text message. */
@Path("/2010-04-01/Accounts/{accountSid}")
public interface TwilioApi {

    /** Answers 201 with the message as {@link Accepted}, or a status of 400 and above with a {@link Problem}. */
    @POST
    @Path("/Messages.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response send(
            @PathParam("accountSid") String accountSid,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @FormParam("To") String to,
            @FormParam("From") String from,
            @FormParam("Body") String body);

    /**
     * What the provider says of a message that it took.
     *
     * @param sid the provider's id of the message
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Accepted(String sid) {}

    /** What the provider says of a message that it did not take. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Problem(int code, String message) {}
}
