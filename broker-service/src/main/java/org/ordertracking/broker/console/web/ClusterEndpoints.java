package org.ordertracking.broker.console.web;

import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.FigureHistory;
import org.ordertracking.broker.console.view.ClusterViews;

/** The broker as a whole. */
final class ClusterEndpoints {
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
        FigureHistory.Watch watch = console.figures().watch();
        return new Reply.Events(new EventStream.Source(FigureHistory.PERIOD, () -> {
            List<ClusterViews.Figures> news = watch.news();
            return news.isEmpty() ? List.of() : List.of(new EventStream.Event("figures", news));
        }));
    }
}
