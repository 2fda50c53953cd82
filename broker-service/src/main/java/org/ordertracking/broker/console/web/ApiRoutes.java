package org.ordertracking.broker.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ApiException;
import org.jboss.logging.Logger;
import org.ordertracking.broker.console.Problem;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.console.Problems;

/** Serves the operations of the API: asks the door, calls each on the console's threads, writes what it answers. */
final class ApiRoutes {
    private static final Logger LOG = Logger.getLogger(ApiRoutes.class);
    private static final String PREFIX = "/api/*";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int SERVER_ERROR = 500;

    private final List<Endpoint> endpoints;
    private final Door door;
    private final Supplier<ObjectMapper> json;
    private final ConsoleThreads threads;
    private final Places places;

    /**
     * @param json asked for with the first request
     */
    ApiRoutes(List<Endpoint> endpoints, Door door, Supplier<ObjectMapper> json, ConsoleThreads threads, Places places) {
        this.endpoints = endpoints;
        this.door = door;
        this.json = json;
        this.threads = threads;
        this.places = places;
    }

    void mount(Router router) {
        for (Endpoint endpoint : endpoints) {
            Route route = router.route(endpoint.method(), endpoint.route());
            if (endpoint.hasBody()) {
                BodyHandler bodies = BodyHandler.create(false).setBodyLimit(endpoint.largestBody());
                route.handler(context -> {
                    if (admit(endpoint, context)) {
                        bodies.handle(context);
                    }
                });
            }
            route.handler(context -> serve(endpoint, context));
            route.failureHandler(context -> failed(endpoint, context));
        }
        router.route(PREFIX).handler(this::unknown);
    }

    /** Before the body is read. */
    private boolean admit(Endpoint endpoint, RoutingContext context) {
        try {
            Guest guest = Guests.of(context);
            if (endpoint.access() == Endpoint.Access.CHANGE) {
                door.admitToChange(guest);
            } else {
                door.admitToLook(guest);
                requireJson(endpoint, context);
            }
            return true;
        } catch (ProblemException refusal) {
            refuse(context, refusal);
            return false;
        }
    }

    /** Where everybody may look, a form of another page could ask too: it can send anything but this without being asked first. */
    private static void requireJson(Endpoint endpoint, RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        if (endpoint.hasBody()
                && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
            throw Problems.problem(
                    "unsupported-media-type",
                    "The body is no JSON",
                    UNSUPPORTED,
                    "The request's Content-Type is not application/json.",
                    "Send what /api/openapi.json says, as application/json.");
        }
    }

    private void serve(Endpoint endpoint, RoutingContext context) {
        if (!admit(endpoint, context)) {
            return;
        }
        Call call = new Call(context, json);
        Context loop = context.vertx().getOrCreateContext();
        try {
            threads.execute(() -> answer(endpoint, call, loop));
        } catch (RejectedExecutionException busy) {
            refuse(context, Problems.busy("The console has %d look-ups waiting.".formatted(ConsoleThreads.WAITING)));
        }
    }

    private void answer(Endpoint endpoint, Call call, Context loop) {
        RoutingContext context = call.context();
        try {
            Object answer = endpoint.operation().answer(call);
            if (answer instanceof CompletionStage<?> stage) {
                stage.thenAccept(later -> write(context, loop, later)).exceptionally(failure -> {
                    loop.runOnContext(back -> refuse(context, problemOf(failure)));
                    return null;
                });
            } else {
                write(context, loop, answer);
            }
        } catch (RuntimeException failure) {
            loop.runOnContext(back -> refuse(context, problemOf(failure)));
        }
    }

    private void write(RoutingContext context, Context loop, Object answer) {
        Reply reply = answer instanceof Reply given ? given : new Reply.Json(OK, answer);
        // The conversion may take a while: not on the event loop.
        String body = reply instanceof Reply.Json shown ? text(shown.body()) : null;
        loop.runOnContext(back -> {
            try {
                send(context, reply, body);
            } catch (ProblemException refusal) {
                refuse(context, refusal);
            }
        });
    }

    private void send(RoutingContext context, Reply reply, String body) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (reply instanceof Reply.Json shown) {
            response.setStatusCode(shown.status())
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(body);
        } else if (reply instanceof Reply.Done) {
            response.setStatusCode(NO_CONTENT).end();
        } else if (reply instanceof Reply.File file) {
            response.putHeader("Content-Type", file.type())
                    .putHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                    .putHeader("Cache-Control", "no-store")
                    .end(file.content());
        } else if (reply instanceof Reply.Events events) {
            places.take();
            new EventStream(context, events.threads().orElse(threads), events.source(), this::text, places).begin();
        } else if (reply instanceof Reply.Lines lines) {
            places.take();
            new LineStream(context, threads, lines.source(), this::text, places).begin(lines.name());
        }
    }

    private String text(Object body) {
        try {
            return json.get().writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void unknown(RoutingContext context) {
        boolean otherMethod = endpoints.stream()
                .anyMatch(endpoint ->
                        context.normalizedPath().matches(endpoint.path().replaceAll("\\{\\w+}", "[^/]+")));
        refuse(
                context,
                otherMethod
                        ? Problems.problem(
                                "method-not-allowed",
                                "Not with this method",
                                METHOD_NOT_ALLOWED,
                                context.request().method() + " is not served there.",
                                "/api/openapi.json tells which methods are.")
                        : Problems.problem(
                                "not-found",
                                "There is no such thing",
                                NOT_FOUND,
                                "There is no such path.",
                                "/api/openapi.json tells which there are."));
    }

    private void failed(Endpoint endpoint, RoutingContext context) {
        if (context.statusCode() == TOO_LARGE) {
            refuse(
                    context,
                    Problems.problem(
                            "body-too-large",
                            "The body is too large",
                            TOO_LARGE,
                            "The body has more than %d bytes.".formatted(endpoint.largestBody()),
                            "Send less at a time; larger records go over the broker's port."));
        } else {
            refuse(context, problemOf(context.failure()));
        }
    }

    private static ProblemException problemOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException known) {
            return known;
        }
        if (cause instanceof ApiException kafkas) {
            return Problems.of(kafkas);
        }
        LOG.error("the console's API failed unexpectedly", cause);
        return Problems.problem(
                "internal-error",
                "The console failed",
                SERVER_ERROR,
                "Something went wrong that was not foreseen.",
                "The broker's log says more.");
    }

    private void refuse(RoutingContext context, ProblemException refusal) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        Problem problem = refusal.problem().at(context.normalizedPath());
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(text(problem)));
    }
}
