package org.ordertracking.broker.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;

/**
 * The console on the process' HTTP port.
 *
 * <pre>
 *   new ──► {@link #mount} (one route, which makes all others and what they need with the first request) ──► {@link #close}
 * </pre>
 */
public final class ConsoleWeb implements AutoCloseable {
    private final ConsoleSettings settings;
    private final Supplier<Console> console;
    private final Door door;
    private final ConsoleThreads threads;
    private final Supplier<ObjectMapper> json;
    private final ConsoleThreads sqlThreads;
    private final Places places;
    /** Null before the first request. */
    private Router routes;

    /**
     * @param console the console of the running broker; a problem while it does not run yet
     * @throws IllegalArgumentException when the token is no good; the message says why
     */
    public ConsoleWeb(
            ConsoleSettings settings, Supplier<Console> console, Supplier<ObjectMapper> json, InstantSource clock) {
        this.settings = settings;
        this.console = console;
        this.json = json;
        this.door = new Door(settings, clock);
        this.threads = new ConsoleThreads("console", settings.threads());
        this.sqlThreads = new ConsoleThreads("console-sql", settings.sqlThreads());
        this.places = new Places(settings.streams());
    }

    public void mount(Router router) {
        // The routes are some fifty classes; a start must not wait for what most processes never ask for.
        router.route("/*").handler(request -> routes(request.vertx()).handleContext(request));
    }

    private synchronized Router routes(Vertx vertx) {
        if (routes == null) {
            Router made = Router.router(vertx);
            new ApiRoutes(Endpoints.of(console, door, json, sqlThreads), door, json, threads, places).mount(made);
            new PageRoutes(settings, door, threads).mount(made);
            routes = made;
        }
        return routes;
    }

    /** Ends what stays open: live streams and downloads. Any thread may call. */
    public void endStreams() {
        places.endAll();
    }

    @Override
    public void close() {
        threads.close();
        sqlThreads.close();
    }
}
