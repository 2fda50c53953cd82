package org.ordertracking.notification.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.Set;
import org.ordertracking.notification.config.NotificationConfig.Twilio;
import org.ordertracking.notification.domain.SendOutcome;

/** Sends text messages through a provider with Twilio's HTTP API. */
final class TwilioSmsSender implements SmsSender {

    /** Statuses below 500 that are not the message's fault: login, permission, time-out, rate limit. */
    private static final Set<Integer> WORTH_ANOTHER_ATTEMPT = Set.of(401, 403, 408, 429);

    private final TwilioApi api;
    private final Twilio account;
    private final String authorization;

    TwilioSmsSender(TwilioApi api, Twilio account) {
        this.api = api;
        this.account = account;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((account.accountSid() + ":" + account.authToken()).getBytes(UTF_8));
    }

    @Override
    public SendOutcome send(Sms sms) {
        try {
            TwilioApi.Accepted accepted = api.send(
                    account.accountSid(), authorization, sms.idempotencyKey(), sms.to(), account.from(), sms.text());
            return new SendOutcome.Accepted(provider(), "message " + accepted.sid());
        } catch (WebApplicationException e) {
            return answeredWith(e.getResponse());
        } catch (ProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new SendOutcome.Unavailable(provider() + ": " + cause);
        }
    }

    private SendOutcome answeredWith(Response response) {
        int status = response.getStatus();
        String reason = provider() + " answered " + status + problem(response);
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

    private String provider() {
        return account.url().getAuthority();
    }
}
