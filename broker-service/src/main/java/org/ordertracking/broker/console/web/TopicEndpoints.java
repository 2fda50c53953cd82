package org.ordertracking.broker.console.web;

import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.TopicQueries;

/** Topics. */
final class TopicEndpoints {
    private TopicEndpoints() {}

    static List<Endpoint> of(Supplier<Console> console) {
        return List.of(
                Endpoint.look(
                        "/api/topics",
                        call -> console.get().topics().list(wanted(call), Paging.page(call), Paging.size(call))),
                Endpoint.look(
                        "/api/topics/{topic}", call -> console.get().topics().one(call.part("topic"))),
                Endpoint.look(
                        "/api/topics/{topic}/partitions",
                        call -> console.get()
                                .topics()
                                .partitions(call.part("topic"), Paging.page(call), Paging.size(call))),
                Endpoint.look(
                        "/api/topics/{topic}/groups",
                        call -> console.get().topics().readers(call.part("topic"))));
    }

    private static TopicQueries.Wanted wanted(Call call) {
        return new TopicQueries.Wanted(
                call.text("search").orElse(""),
                call.flag("internal", false),
                call.choice("sort", TopicQueries.Order.class, TopicQueries.Order.NAME),
                call.flag("descending", false));
    }
}
