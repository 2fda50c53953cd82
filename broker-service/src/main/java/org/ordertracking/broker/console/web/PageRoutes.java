package org.ordertracking.broker.console.web;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ordertracking.broker.console.ProblemException;

/** Serves the pages, and logs people in and out. */
final class PageRoutes {
    private static final Logger LOG = Logger.getLogger(PageRoutes.class);
    private static final long LARGEST_FORM = 4 << 10;
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private static final Map<String, String> TABS = Map.of(
            "/topics/:topic", "overview",
            "/topics/:topic/messages", "messages",
            "/topics/:topic/settings", "settings",
            "/topics/:topic/consumers", "consumers");

    private final ConsoleSettings settings;
    private final Door door;
    private final ConsoleThreads threads;

    PageRoutes(ConsoleSettings settings, Door door, ConsoleThreads threads) {
        this.settings = settings;
        this.door = door;
        this.threads = threads;
    }

    void mount(Router router) {
        page(router, "/", context -> Pages.overview(shell("overview")));
        page(router, "/topics", context -> Pages.topics(shell("topics")));
        TABS.forEach((path, tab) ->
                page(router, path, context -> Pages.topic(shell("topics"), context.pathParam("topic"), tab)));
        page(router, "/clients", context -> Pages.clients(shell("clients")));
        page(router, "/groups", context -> Pages.groups(shell("groups")));
        page(router, "/groups/:group", context -> Pages.group(shell("groups"), context.pathParam("group")));
        page(router, "/transactions", context -> Pages.transactions(shell("transactions")));
        page(router, "/sql", context -> Pages.sql(shell("sql")));
        page(router, "/settings", context -> Pages.settings(shell("settings")));
        router.get("/login").handler(this::askForToken);
        router.post("/login")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
                .handler(this::login);
        router.post("/logout").handler(this::logout);
        router.get().last().handler(this::missing);
    }

    private void page(Router router, String path, Function<RoutingContext, TemplateInstance> template) {
        router.get(path).handler(context -> show(context, OK, () -> template.apply(context)));
    }

    /** Nothing else has answered: who followed a link gets a page with a way on, a program what Vert.x says. */
    private void missing(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        if (accepted != null && accepted.contains("text/html")) {
            show(context, NOT_FOUND, () -> Pages.missing(shell(""), context.normalizedPath()));
        } else {
            context.next();
        }
    }

    private void show(RoutingContext context, int status, Supplier<TemplateInstance> template) {
        try {
            Guest guest = Guests.of(context);
            door.admitToPages(guest);
            if (door.maySeePages(guest)) {
                render(context, status, template);
            } else {
                redirect(
                        context,
                        "/login?to=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8));
            }
        } catch (ProblemException refusal) {
            plain(context, refusal);
        }
    }

    private Shell shell(String page) {
        return new Shell(
                page,
                door.closedForChanges().isEmpty(),
                door.closedForChanges().orElse(""),
                door.hasLock(),
                settings.shop().orElse(""));
    }

    private void askForToken(RoutingContext context) {
        if (!door.hasLock()) {
            redirect(context, "/");
            return;
        }
        render(
                context,
                OK,
                () -> Pages.login(shell("login"), ownPath(context.request().getParam("to")), ""));
    }

    private void login(RoutingContext context) {
        String to = ownPath(context.request().getFormAttribute("to"));
        String typed = context.request().getFormAttribute("token");
        try {
            String session = door.login(Guests.of(context), typed == null ? "" : typed.strip());
            context.response().addCookie(cookie(context, session).setMaxAge(Session.LENGTH.toSeconds()));
            redirect(context, to);
        } catch (ProblemException refusal) {
            refusal.headers().forEach(context.response()::putHeader);
            render(
                    context,
                    refusal.problem().status(),
                    () -> Pages.login(
                            shell("login"),
                            to,
                            refusal.problem().detail() + " "
                                    + (refusal.headers().containsKey("Retry-After")
                                            ? refusal.problem().remedy()
                                            : "")));
        }
    }

    private void logout(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
        redirect(context, "/login");
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(Guests.COOKIE, value)
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/");
    }

    /** Nobody is sent to another place by a link to the login. */
    private static String ownPath(String path) {
        boolean own = path != null
                && path.startsWith("/")
                && !path.startsWith("//")
                && !path.contains("\\")
                && path.chars().noneMatch(Character::isISOControl);
        return own ? path : "/";
    }

    private static void redirect(RoutingContext context, String to) {
        context.response().setStatusCode(SEE_OTHER).putHeader("Location", to).end();
    }

    /** On a thread of the console: templates are made ready with their first use. */
    private void render(RoutingContext context, int status, Supplier<TemplateInstance> template) {
        Context loop = context.vertx().getOrCreateContext();
        try {
            threads.execute(() -> {
                String page = rendered(template);
                loop.runOnContext(back -> send(context, page == null ? SERVER_ERROR : status, page));
            });
        } catch (RejectedExecutionException busy) {
            context.response()
                    .setStatusCode(UNAVAILABLE)
                    .putHeader("Retry-After", "2")
                    .end("The console has too much to do. Try again in a moment.");
        }
    }

    private static String rendered(Supplier<TemplateInstance> template) {
        try {
            return template.get().render();
        } catch (RuntimeException failure) {
            LOG.error("a page of the console cannot be rendered", failure);
            return null;
        }
    }

    private static void send(RoutingContext context, int status, String page) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(page == null ? "The page cannot be shown; the broker's log says why." : page);
    }

    private static void plain(RoutingContext context, ProblemException refusal) {
        context.response()
                .setStatusCode(refusal.problem().status())
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(refusal.problem().detail() + " " + refusal.problem().remedy() + "\n");
    }
}
