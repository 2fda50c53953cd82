package org.ordertracking.http.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.http.door.AdminToken;
import org.ordertracking.http.door.ForeignPage;
import org.ordertracking.http.door.Visitor;
import org.ordertracking.http.limit.Allowance;
import org.ordertracking.http.limit.ClientLimits;
import org.ordertracking.http.limit.RequestKind;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/**
 * Decides who may do what operators do.
 *
 * <pre>
 *   a token is set ----------> who sends it; wrong ones are counted, and after some the address has to wait
 *   none, profile demo ------> whoever is on this machine or network, but no page of another origin
 *   none --------------------> nobody
 * </pre>
 */
@Startup
@Singleton
public class AdminDoor {

    private static final Logger LOG = Logger.getLogger(AdminDoor.class);
    private static final String SETTING = "admin.token (ADMIN_TOKEN)";
    private static final String CHALLENGE = "Bearer realm=\"admin\"";

    /** Why somebody was turned away. */
    private enum Reason {
        CLOSED,
        NO_TOKEN,
        WRONG_TOKEN,
        TOO_MANY_WRONG_TOKENS,
        FOREIGN_ORIGIN
    }

    private final Optional<AdminToken> token;
    private final DemoProfile demo;
    private final ClientLimits limits;
    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    AdminDoor(AdminConfig config, DemoProfile demo, ClientLimits limits, MeterRegistry meters) {
        this.token = config.token().map(token -> new AdminToken(token, SETTING));
        this.demo = demo;
        this.limits = limits;
        for (Reason reason : Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder("admin.refused")
                            .description("Requests that were turned away at the admin door")
                            .tag(
                                    "reason",
                                    reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(meters));
        }
        if (token.isEmpty() && demo.isActive()) {
            LOG.warn("Profile demo: the admin door is open to everybody who reaches this service");
        }
    }

    /**
     * Returns when the visitor may go on.
     *
     * @throws ProblemException 401, 403 or 429 otherwise
     */
    void admit(Visitor visitor) {
        if (token.isPresent()) {
            requireToken(token.get(), visitor);
        } else if (demo.isActive()) {
            requireNoForeignPage(visitor);
        } else {
            throw refusal(
                    Reason.CLOSED,
                    Problem.of(
                            CommonProblem.ADMIN_CLOSED,
                            "This is for operators, and the setting admin.token is not set.",
                            "Set admin.token (ADMIN_TOKEN) to at least " + AdminToken.MIN_LENGTH
                                    + " characters, restart the service, and send the token as Authorization: Bearer."),
                    Map.of());
        }
    }

    /** An address with too many wrong tokens has to wait even with the right one: else it would go on guessing. */
    private void requireToken(AdminToken expected, Visitor visitor) {
        Allowance wrongTokens = limits.look(visitor.client(), RequestKind.WRONG_TOKENS);
        if (!wrongTokens.granted()) {
            throw tooManyWrongTokens(wrongTokens);
        }
        if (visitor.authorization().isEmpty()) {
            throw refusal(
                    Reason.NO_TOKEN,
                    Problem.of(
                            CommonProblem.ADMIN_TOKEN_REQUIRED,
                            "This is for operators, and the request has no token.",
                            "Send the value of admin.token (ADMIN_TOKEN) as Authorization: Bearer."),
                    Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE));
        }
        if (!expected.isIn(visitor.authorization().get())) {
            limits.take(visitor.client(), RequestKind.WRONG_TOKENS);
            LOG.warnf("A wrong admin token came from %s", visitor.client());
            throw refusal(
                    Reason.WRONG_TOKEN,
                    Problem.of(
                            CommonProblem.ADMIN_TOKEN_REQUIRED,
                            "The token is not that of this service.",
                            "Send the value of admin.token (ADMIN_TOKEN) as Authorization: Bearer."),
                    Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\""));
        }
    }

    private ProblemException tooManyWrongTokens(Allowance allowance) {
        return refusal(
                Reason.TOO_MANY_WRONG_TOKENS,
                Problem.of(
                        CommonProblem.TOO_MANY_REQUESTS,
                        "Too many wrong tokens came from this address.",
                        "Wait for the seconds of Retry-After, then send the right one."),
                Map.of(HttpHeaders.RETRY_AFTER, allowance.retryAfterSeconds()));
    }

    private void requireNoForeignPage(Visitor visitor) {
        ForeignPage.of(visitor).ifPresent(why -> {
            throw refusal(
                    Reason.FOREIGN_ORIGIN,
                    Problem.of(
                            CommonProblem.FOREIGN_ORIGIN,
                            "In the profile demo the admin door is open to this service's own pages and to programs only: "
                                    + why + ".",
                            "Call it at localhost or at its address, with a program such as curl, or set admin.token."),
                    Map.of());
        });
    }

    private ProblemException refusal(Reason reason, Problem problem, Map<String, String> headers) {
        refused.get(reason).increment();
        return new ProblemException(problem, headers);
    }
}
