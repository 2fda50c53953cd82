package org.ordertracking.broker.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.Problem;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.console.Problems;
import org.ordertracking.broker.sql.SqlAnswer;
import org.ordertracking.broker.sql.SqlException;
import org.ordertracking.broker.sql.SqlQueries.LiveQuery;
import org.ordertracking.broker.sql.SqlRequest;

/**
 * SQL over HTTP: {@code POST /sql} answers once, {@code GET /sql/live} whenever records have come. Who closes the connection cancels the
 * query. Queries have threads of their own, so that they never keep the console's look-ups waiting.
 */
final class SqlRoutes {
    private static final Logger LOG = Logger.getLogger(SqlRoutes.class);
    private static final long LARGEST_BODY = 64 << 10;
    private static final Duration LIVE = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final int INVALID = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;

    /**
     * The body of a request.
     *
     * @param limit null for as many rows as are allowed
     * @param newest null for no such bound, as are since and until
     */
    private record Body(String query, Integer limit, Long newest, Instant since, Instant until) {}

    private final Supplier<Console> console;
    private final Door door;
    private final Supplier<ObjectMapper> json;
    private final ConsoleThreads threads;
    private final Places places;

    SqlRoutes(
            Supplier<Console> console, Door door, Supplier<ObjectMapper> json, ConsoleThreads threads, Places places) {
        this.console = console;
        this.door = door;
        this.json = json;
        this.threads = threads;
        this.places = places;
    }

    void mount(Router router) {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        router.post("/sql")
                .handler(context -> {
                    if (admit(context) && isJson(context)) {
                        bodies.handle(context);
                    }
                })
                .handler(this::answer)
                .failureHandler(this::failed);
        router.get("/sql/live").handler(context -> {
            if (admit(context)) {
                follow(context);
            }
        });
    }

    private boolean admit(RoutingContext context) {
        try {
            door.admitToLook(Guests.of(context));
            return true;
        } catch (ProblemException refusal) {
            refuse(context, refusal);
            return false;
        }
    }

    /** A form of another page can send anything but this without being asked first. */
    private boolean isJson(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        if (type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            return true;
        }
        refuse(
                context,
                Problems.problem(
                        "unsupported-media-type",
                        "The body is no JSON",
                        UNSUPPORTED,
                        "The request's Content-Type is not application/json.",
                        "Send {\"query\": \"SELECT …\"} as application/json."));
        return false;
    }

    private void answer(RoutingContext context) {
        try {
            Body body = new Call(context, json.get()).body(Body.class);
            LiveQuery query = open(context, request(body), false);
            Context loop = context.vertx().getOrCreateContext();
            execute(context, query, () -> {
                try (query) {
                    String answer = text(shown(query.next()));
                    loop.runOnContext(back -> send(context, answer));
                } catch (SqlException failure) {
                    loop.runOnContext(back -> refuse(context, problem(failure)));
                } catch (RuntimeException failure) {
                    LOG.error("a query failed unexpectedly", failure);
                    loop.runOnContext(back -> refuse(context, unexpected()));
                }
            });
        } catch (ProblemException refusal) {
            refuse(context, refusal);
        }
    }

    private void execute(RoutingContext context, LiveQuery query, Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException busy) {
            query.close();
            refuse(context, Problems.busy("Too many queries wait."));
        }
    }

    private LiveQuery open(RoutingContext context, SqlRequest request, boolean live) {
        try {
            LiveQuery query = live
                    ? console.get().sql().live(request)
                    : console.get().sql().query(request);
            // Whoever goes away does not want it any more; after the answer this does nothing.
            context.addEndHandler(ended -> {
                query.cancel();
                if (live) {
                    // Waits for the look that is under way.
                    context.vertx().executeBlocking(() -> {
                        query.close();
                        return null;
                    });
                }
            });
            return query;
        } catch (SqlException refused) {
            throw problem(refused);
        }
    }

    private void follow(RoutingContext context) {
        try {
            Call call = new Call(context, json.get());
            SqlRequest request = new SqlRequest(
                    call.text("query").orElse(""),
                    call.number("newest", 1, Long.MAX_VALUE),
                    instant(call, "since"),
                    instant(call, "until"),
                    OptionalInt.empty());
            places.take();
            LiveQuery query;
            try {
                query = open(context, request, true);
            } catch (ProblemException refused) {
                places.leave(() -> {});
                throw refused;
            }
            new EventStream(context, threads, new EventStream.Source(LIVE, new Refreshes(query)), this::text, places)
                    .begin();
        } catch (ProblemException refusal) {
            refuse(context, refusal);
        }
    }

    /** The looks of a live query: an answer when records have come; a problem is told, and then it ends. */
    private final class Refreshes implements EventStream.Look {
        private final LiveQuery query;
        private ProblemException told;

        private Refreshes(LiveQuery query) {
            this.query = query;
        }

        @Override
        public List<EventStream.Event> take() {
            if (told != null) {
                throw told;
            }
            try {
                return query.hasMore() ? List.of(new EventStream.Event("answer", shown(query.next()))) : List.of();
            } catch (SqlException failure) {
                told = problem(failure);
                return List.of(new EventStream.Event("problem", body(told)));
            }
        }
    }

    private static Optional<Instant> instant(Call call, String name) {
        OptionalLong millis = call.time(name);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    private static SqlRequest request(Body body) {
        return new SqlRequest(
                body.query(),
                body.newest() == null ? OptionalLong.empty() : OptionalLong.of(body.newest()),
                Optional.ofNullable(body.since()),
                Optional.ofNullable(body.until()),
                body.limit() == null ? OptionalInt.empty() : OptionalInt.of(body.limit()));
    }

    private ObjectNode shown(SqlAnswer answer) {
        ObjectNode shown = json.get().createObjectNode();
        shown.set("columns", json.get().valueToTree(answer.result().columns()));
        shown.putRawValue(
                "rows", new RawValue('[' + String.join(",", answer.result().rows()) + ']'));
        shown.put("cut", answer.result().cut());
        ObjectNode read = shown.putObject("read");
        read.put("records", answer.records());
        read.put("bytes", answer.bytes());
        read.set("topics", json.get().valueToTree(answer.topics()));
        shown.put("milliseconds", answer.milliseconds());
        return shown;
    }

    private String text(Object body) {
        try {
            return json.get().writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void send(RoutingContext context, String body) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(OK)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(body);
        }
    }

    private static ProblemException problem(SqlException failure) {
        String where = failure.position() == SqlException.NOWHERE
                ? ""
                : " (at character %d)".formatted(failure.position() + 1);
        String detail = failure.getMessage() + where;
        return switch (failure.kind()) {
            case INVALID ->
                Problems.problem("sql-invalid", "The query cannot be answered", INVALID, detail, failure.remedy());
            case LIMIT ->
                Problems.problem("sql-limit", "The query is too much", UNPROCESSABLE, detail, failure.remedy());
            case CRASHED ->
                Problems.problem("sql-crashed", "The engine crashed", UNPROCESSABLE, detail, failure.remedy());
            case CANCELLED ->
                Problems.problem("sql-cancelled", "The query was cancelled", UNPROCESSABLE, detail, failure.remedy());
            case BUSY -> Problems.problem("busy", "Too much at a time", UNAVAILABLE, detail, failure.remedy());
            case UNAVAILABLE ->
                Problems.problem("sql-unavailable", "There is no SQL now", UNAVAILABLE, detail, failure.remedy());
        };
    }

    private static ProblemException unexpected() {
        return Problems.problem(
                "internal-error",
                "The console failed",
                SERVER_ERROR,
                "Something went wrong that was not foreseen.",
                "The broker's log says more.");
    }

    private static Problem body(ProblemException refusal) {
        return refusal.problem().at("/sql");
    }

    private void failed(RoutingContext context) {
        refuse(
                context,
                context.statusCode() == TOO_LARGE
                        ? Problems.problem(
                                "body-too-large",
                                "The body is too large",
                                TOO_LARGE,
                                "The body has more than %d bytes.".formatted(LARGEST_BODY),
                                "Shorten the query.")
                        : context.failure() instanceof ProblemException known ? known : unexpected());
    }

    private void refuse(RoutingContext context, ProblemException refusal) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten() || response.closed()) {
            return;
        }
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(refusal.problem().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(text(body(refusal)));
    }
}
