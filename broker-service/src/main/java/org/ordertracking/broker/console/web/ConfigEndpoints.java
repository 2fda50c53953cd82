package org.ordertracking.broker.console.web;

import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;

/** Settings. */
final class ConfigEndpoints {
    private ConfigEndpoints() {}

    static List<Endpoint> of(Supplier<Console> console) {
        return List.of(
                Endpoint.look("/api/configs", call -> console.get().configs().ofBroker()),
                Endpoint.look(
                        "/api/topics/{topic}/configs",
                        call -> console.get().configs().ofTopic(call.part("topic"))));
    }
}
