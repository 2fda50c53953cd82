package org.ordertracking.broker.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.console.Problems;
import org.ordertracking.broker.console.SqlForm;
import org.ordertracking.broker.console.view.SqlViews;
import org.ordertracking.broker.sql.SqlException;
import org.ordertracking.broker.sql.SqlQueries.LiveQuery;
import org.ordertracking.broker.sql.SqlRequest;

/**
 * SQL over topics, answered once or whenever records have come. Who closes the connection cancels the query. Queries have threads of their
 * own, so that they never keep the console's look-ups waiting.
 */
final class SqlEndpoints {
    private static final String LIVE = "/sql/live";
    private static final int LARGEST_BODY = 64 << 10;
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private SqlEndpoints() {}

    /**
     * @param threads on which queries are computed
     */
    static List<Endpoint> of(Supplier<Console> console, Executor threads) {
        return List.of(
                Endpoint.ask("/sql", LARGEST_BODY, call -> once(console.get(), call, threads)),
                Endpoint.look(LIVE, call -> live(console.get(), call, threads)));
    }

    private static CompletionStage<SqlViews.Answer> once(Console console, Call call, Executor threads) {
        SqlRequest request = SqlForm.request(call.body(SqlViews.Question.class));
        LiveQuery query = answered(() -> console.sql().query(request));
        // After the answer this does nothing.
        call.whenOver(query::cancel);
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try (query) {
                            return SqlForm.answer(answered(query::next));
                        }
                    },
                    threads);
        } catch (RejectedExecutionException busy) {
            query.close();
            throw Problems.busy("Too many queries wait.");
        }
    }

    private static Reply live(Console console, Call call, Executor threads) {
        SqlRequest request = new SqlRequest(
                call.text("query").orElse(""),
                call.number("newest", 1, Long.MAX_VALUE),
                instant(call, "since"),
                instant(call, "until"),
                OptionalInt.empty());
        LiveQuery query = answered(() -> console.sql().live(request));
        call.whenOver(() -> {
            query.cancel();
            // Waits for the look that is under way.
            call.context().vertx().executeBlocking(() -> {
                query.close();
                return null;
            });
        });
        return new Reply.Events(new EventStream.Source(REFRESH, new Refreshes(query)), Optional.of(threads));
    }

    private static Optional<Instant> instant(Call call, String name) {
        OptionalLong millis = call.time(name);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    private static <T> T answered(Asked<T> asked) {
        try {
            return asked.answer();
        } catch (SqlException failure) {
            throw SqlForm.problem(failure);
        }
    }

    private interface Asked<T> {
        T answer() throws SqlException;
    }

    /** The looks of a live query: an answer when records have come; a problem is told, and then it ends. */
    private static final class Refreshes implements EventStream.Look {
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
                return query.hasMore()
                        ? List.of(new EventStream.Event("answer", SqlForm.answer(query.next())))
                        : List.of();
            } catch (SqlException failure) {
                told = SqlForm.problem(failure);
                return List.of(new EventStream.Event("problem", told.problem().at(LIVE)));
            }
        }
    }
}
