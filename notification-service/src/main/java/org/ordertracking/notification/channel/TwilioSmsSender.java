package org.ordertracking.notification.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.Set;
import org.ordertracking.notification.domain.SendOutcome;

/** Sends text messages through a provider with Twilio's HTTP API. */
final class TwilioSmsSender implements SmsSender {

    /** Statuses below 500 that are not the message's fault: login, permission, time-out, rate limit. */
    private static final Set<Integer> WORTH_ANOTHER_ATTEMPT = Set.of(401, 403, 408, 429);

    private final TwilioApi api;
    private final String provider;
    private final String accountSid;
    private final String authorization;
    private final String from;

    /**
     * @param provider the provider's name for messages to people
     * @param from the sender's phone number
     */
    TwilioSmsSender(TwilioApi api, String provider, String accountSid, String authToken, String from) {
        this.api = api;
        this.provider = provider;
        this.accountSid = accountSid;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((accountSid + ":" + authToken).getBytes(UTF_8));
        this.from = from;
    }

    @Override
    public SendOutcome send(Sms sms) {
        try {
            TwilioApi.Accepted accepted =
                    api.send(accountSid, authorization, sms.idempotencyKey(), sms.to(), from, sms.text());
            return new SendOutcome.Accepted(provider, "message " + accepted.sid());
        } catch (WebApplicationException e) {
            return answeredWith(e.getResponse());
        } catch (ProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new SendOutcome.Unavailable(provider + ": " + cause);
        }
    }

    private SendOutcome answeredWith(Response response) {
        int status = response.getStatus();
        String reason = provider + " answered " + status + problem(response);
        return status >= 500 || WORTH_ANOTHER_ATTEMPT.contains(status)
                ? new SendOutcome.Unavailable(reason)
                : new SendOutcome.Refused(reason);
    }

    private static String problem(Response response) {
        try {
            TwilioApi.Problem problem = response.readEntity(TwilioApi.Problem.class);
            return problem == null ? "" : ": " + problem.message() + " (code " + problem.code() + ")";
        } catch (ProcessingException | WebApplicationException e) {
            // A proxy's page instead of the provider's JSON: the status has to do.
            return "";
        }
    }
}
