package org.ordertracking.broker.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;

/** The table of the API's operations: the one place where one is added. Its description is held to it by a test. */
final class Endpoints {
    private Endpoints() {}

    /**
     * @param console asked for with each request: it is there when the broker runs
     * @param json asked for with each request, too
     * @param sqlThreads on which queries in SQL are computed
     */
    static List<Endpoint> of(Supplier<Console> console, Door door, Supplier<ObjectMapper> json, Executor sqlThreads) {
        List<Endpoint> all = new ArrayList<>();
        all.add(Endpoint.look("/api/openapi.json", call -> ApiDescription.read(json.get())));
        all.addAll(ClusterEndpoints.of(console, door));
        all.addAll(TopicEndpoints.of(console));
        all.addAll(RecordEndpoints.of(console));
        all.addAll(ConfigEndpoints.of(console));
        all.addAll(GroupEndpoints.of(console));
        all.addAll(ChangeEndpoints.of(console));
        all.addAll(SqlEndpoints.of(console, sqlThreads));
        return List.copyOf(all);
    }
}
