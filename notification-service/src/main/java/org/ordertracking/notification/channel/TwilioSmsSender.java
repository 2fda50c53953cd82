package org.ordertracking.notification.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.ordertracking.notification.domain.SendOutcome;

/**
 * Sends text messages through a provider with Twilio's HTTP API.
 *
 * <p>An answer of 2xx means that the provider has the message, whatever else the answer says: to send it again would be to
 * tell the customer twice.
 */
final class TwilioSmsSender implements SmsSender {

    /** Statuses below 500 that are not the message's fault: login, permission, time-out, rate limit. */
    private static final Set<Integer> WORTH_ANOTHER_ATTEMPT = Set.of(401, 403, 408, 425, 429);

    /**
     * Twilio's codes of errors that are no fault of the message either, though they come with 400 or 404: limits and full
     * queues (14107, 21611, 30001), an account (20404) or a sender (21212, 21603, 21606, 21659) that an operator has to mend.
     */
    private static final Set<Integer> CODES_WORTH_ANOTHER_ATTEMPT =
            Set.of(14107, 20404, 21212, 21603, 21606, 21611, 21659, 30001);

    private final TwilioApi api;
    private final String provider;
    private final String accountSid;
    private final String authorization;
    private final String from;
    private final InstantSource clock;

    /**
     * @param provider the provider's name for messages to people
     * @param from the sender's phone number
     * @param clock for providers that say until when they want to be left alone, not for how long
     */
    TwilioSmsSender(
            TwilioApi api, String provider, String accountSid, String authToken, String from, InstantSource clock) {
        this.api = api;
        this.provider = provider;
        this.accountSid = accountSid;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((accountSid + ":" + authToken).getBytes(UTF_8));
        this.from = from;
        this.clock = clock;
    }

    @Override
    public SendOutcome send(Sms sms) {
        try (Response response =
                api.send(accountSid, authorization, sms.idempotencyKey(), sms.to(), from, sms.text())) {
            return answeredWith(response);
        } catch (WebApplicationException e) {
            return answeredWith(e.getResponse());
        } catch (ProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new SendOutcome.Unavailable(provider + ": " + cause);
        }
    }

    private SendOutcome answeredWith(Response response) {
        int status = response.getStatus();
        if (status / 100 == 2) {
            TwilioApi.Accepted accepted = read(response, TwilioApi.Accepted.class);
            return new SendOutcome.Accepted(
                    provider,
                    accepted == null || accepted.sid() == null
                            ? "answered " + status + " without the message's id"
                            : "message " + accepted.sid());
        }
        TwilioApi.Problem problem = read(response, TwilioApi.Problem.class);
        String reason = provider + " answered " + status
                + (problem == null ? "" : ": " + problem.message() + " (code " + problem.code() + ")");
        if (isPassing(status, problem)) {
            return new SendOutcome.Unavailable(
                    reason,
                    RetryAfter.of(response.getHeaderString("Retry-After"), clock.instant())
                            .orElse(null));
        }
        return new SendOutcome.Refused(reason);
    }

    /** A status of 3xx is a wrong URL of the provider. */
    private static boolean isPassing(int status, TwilioApi.Problem problem) {
        return status < 400
                || status >= 500
                || WORTH_ANOTHER_ATTEMPT.contains(status)
                || problem != null && CODES_WORTH_ANOTHER_ATTEMPT.contains(problem.code());
    }

    /** Null for what is not the API's JSON, for example a proxy's page: the status has to do then. */
    private static <T> T read(Response response, Class<T> type) {
        try {
            return response.readEntity(type);
        } catch (ProcessingException | WebApplicationException | IllegalStateException e) {
            return null;
        }
    }
}
