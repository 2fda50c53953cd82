package org.ordertracking.broker.console.web;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.FigureSeries;

/** The broker as a whole. */
final class ClusterEndpoints {
    private static final Duration FIGURES = Duration.ofSeconds(1);

    private ClusterEndpoints() {}

    static List<Endpoint> of(Supplier<Console> console, Door door) {
        return List.of(
                Endpoint.look(
                        "/api/overview",
                        call -> console.get()
                                .cluster()
                                .overview(door.closedForChanges().orElse(null))),
                Endpoint.look("/api/figures", call -> figures(console.get())),
                Endpoint.look(
                        "/api/clients",
                        call -> console.get()
                                .cluster()
                                .clients(call.text("search").orElse(""), Paging.page(call), Paging.size(call))));
    }

    private static Reply figures(Console console) {
        FigureSeries series = console.figures();
        return new Reply.Events(
                new EventStream.Source(FIGURES, () -> List.of(new EventStream.Event("figures", series.next()))));
    }
}
