package org.ordertracking.broker.console.web;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.console.Problems;
import org.ordertracking.http.door.AdminToken;
import org.ordertracking.http.door.ForeignPage;
import org.ordertracking.http.door.Visitor;

/**
 * Decides who may look and who may change.
 *
 * <pre>
 *                       look                                      change
 *   a token is set ──►  who sends it, or has logged in with it    the same
 *   none, demo     ──►  everybody, but no page of another origin  the same
 *   none           ──►  everybody, but no page of another origin  nobody
 *   read-only      ──►  as above                                  nobody
 * </pre>
 *
 * A page of another origin may lead to a page of the console, which is what a link does; it may not read it, nor the API.
 */
final class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final boolean readOnly;
    private final boolean demo;
    private final Optional<AdminToken> token;
    private final Optional<Session> sessions;
    private final WrongTokens wrongTokens;

    Door(ConsoleSettings settings, InstantSource clock) {
        this.readOnly = settings.readOnly();
        this.demo = settings.demo();
        this.token = settings.token().map(set -> new AdminToken(set, ConsoleSettings.TOKEN_SETTING));
        this.sessions = token.map(set -> new Session(set, clock));
        this.wrongTokens = new WrongTokens(clock);
    }

    /** Whether one has to log in. */
    boolean hasLock() {
        return token.isPresent();
    }

    /** Why nobody may change anything, with what to do; empty when those who get in may. */
    Optional<String> closedForChanges() {
        if (readOnly) {
            return Optional.of("The console is read-only: broker.console.read-only=true is set for this broker.");
        }
        if (token.isEmpty() && !demo) {
            return Optional.of(
                    "The console is read-only: no token is set. Set broker.console.token (ADMIN_TOKEN) to at least "
                            + AdminToken.MIN_LENGTH + " characters, restart the broker and log in.");
        }
        return Optional.empty();
    }

    /** Whether somebody may see pages; who may not has to log in, or is turned away as {@link #admitToLook} says. */
    boolean maySeePages(Guest guest) {
        return token.isEmpty() || isKnown(guest);
    }

    /**
     * For pages: they may be led to from anywhere, but only under a name that is ours.
     *
     * @throws ProblemException 403
     */
    void admitToPages(Guest guest) {
        if (token.isPresent()) {
            return;
        }
        Visitor visitor = guest.visitor();
        boolean led = guest.fetchMode().map("navigate"::equals).orElse(false);
        requireOwnPage(
                led
                        ? new Visitor(
                                visitor.client(),
                                visitor.host(),
                                Optional.empty(),
                                Optional.empty(),
                                visitor.authorization())
                        : visitor);
    }

    /**
     * For the API, reading.
     *
     * @throws ProblemException 401, 403 or 429
     */
    void admitToLook(Guest guest) {
        if (token.isEmpty()) {
            requireOwnPage(guest.visitor());
        } else {
            requireKnown(guest);
        }
    }

    /**
     * For the API, changing.
     *
     * @throws ProblemException 401, 403 or 429
     */
    void admitToChange(Guest guest) {
        closedForChanges().ifPresent(why -> {
            throw Problems.problem(
                    "console-read-only",
                    "The console is read-only",
                    FORBIDDEN,
                    why,
                    "Kafka's own tools change things at the broker's port.");
        });
        admitToLook(guest);
    }

    /**
     * Lets in who types the token.
     *
     * @return what the browser keeps
     * @throws ProblemException 401, 403, 429, or 409 when there is no token to type
     */
    String login(Guest guest, String typed) {
        if (token.isEmpty()) {
            throw Problems.conflict(
                    "No token is set, so there is nothing to log in with.", "Open the pages as they are.");
        }
        requireOwnPageOfABrowser(guest.visitor());
        requirePatience(guest.visitor());
        if (!token.get().is(typed)) {
            throw refuseWrong(guest.visitor());
        }
        return sessions.orElseThrow().begin();
    }

    private boolean isKnown(Guest guest) {
        return guest.session().filter(sessions.orElseThrow()::holds).isPresent()
                || guest.visitor()
                        .authorization()
                        .filter(token.orElseThrow()::isIn)
                        .isPresent();
    }

    /** An address with too many wrong tokens has to wait even with the right one: else it would go on guessing. */
    private void requireKnown(Guest guest) {
        Visitor visitor = guest.visitor();
        if (visitor.authorization().isPresent()) {
            requirePatience(visitor);
            if (!token.orElseThrow().isIn(visitor.authorization().get())) {
                throw refuseWrong(visitor);
            }
            return;
        }
        if (guest.session().filter(sessions.orElseThrow()::holds).isEmpty()) {
            throw unauthorized("The request has no token, and no session that still holds.");
        }
        requireOwnPageOfABrowser(visitor);
    }

    private ProblemException refuseWrong(Visitor visitor) {
        wrongTokens.add(visitor.client());
        LOG.warnf("A wrong token came to the console from %s", visitor.client());
        return unauthorized("The token is not that of this broker.");
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(
                Problems.problem(
                                "token-required",
                                "A token is needed",
                                UNAUTHORIZED,
                                detail,
                                "Log in at /login, or send the value of " + ConsoleSettings.TOKEN_SETTING
                                        + " as Authorization: Bearer.")
                        .problem(),
                Map.of("WWW-Authenticate", "Bearer realm=\"broker\""));
    }

    private void requirePatience(Visitor visitor) {
        long seconds = wrongTokens.waitSeconds(visitor.client());
        if (seconds > 0) {
            throw new ProblemException(
                    Problems.problem(
                                    "too-many-requests",
                                    "Too many wrong tokens",
                                    TOO_MANY,
                                    "Too many wrong tokens came from this address.",
                                    "Wait for %d seconds, then use the right one.".formatted(seconds))
                            .problem(),
                    Map.of("Retry-After", String.valueOf(seconds)));
        }
    }

    private static void requireOwnPage(Visitor visitor) {
        ForeignPage.of(visitor).ifPresent(Door::refuseForeign);
    }

    /** Under whatever name: a page that turns its own name to this machine has no session, and a program has no name for it. */
    private static void requireOwnPageOfABrowser(Visitor visitor) {
        boolean foreign = visitor.fetchSite()
                        .filter(site -> !site.equalsIgnoreCase("same-origin") && !site.equalsIgnoreCase("none"))
                        .isPresent()
                || visitor.origin()
                        .filter(origin -> visitor.host()
                                .filter(host -> origin.equalsIgnoreCase("http://" + host)
                                        || origin.equalsIgnoreCase("https://" + host))
                                .isEmpty())
                        .isPresent();
        if (foreign) {
            refuseForeign("a browser sent this for another page");
        }
    }

    private static void refuseForeign(String why) {
        throw Problems.problem(
                "foreign-origin",
                "Not from here",
                FORBIDDEN,
                "Without a token, the console is open to its own pages and to programs only: " + why + ".",
                "Open it at localhost or at its address, or set " + ConsoleSettings.TOKEN_SETTING + ".");
    }
}
