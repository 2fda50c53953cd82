package org.ordertracking.broker.console.web;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.view.ConfigViews;
import org.ordertracking.broker.console.view.GroupViews;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.console.view.TopicViews;

/** All that changes something. */
final class ChangeEndpoints {
    private static final int CREATED = 201;

    private ChangeEndpoints() {}

    static List<Endpoint> of(Supplier<Console> console) {
        return List.of(
                Endpoint.change(
                        HttpMethod.POST,
                        "/api/topics",
                        call -> console.get()
                                .topicChanges()
                                .create(call.body(TopicViews.Creation.class))
                                .thenApply(topic -> new Reply.Json(CREATED, topic))),
                Endpoint.change(
                        HttpMethod.POST,
                        "/api/topics/{topic}/partitions",
                        call -> console.get()
                                .topicChanges()
                                .grow(call.part("topic"), call.body(TopicViews.Growth.class))),
                Endpoint.change(
                        HttpMethod.DELETE,
                        "/api/topics/{topic}",
                        call -> console.get()
                                .topicChanges()
                                .delete(call.part("topic"))
                                .thenApply(done -> new Reply.Done())),
                Endpoint.change(
                        HttpMethod.PATCH,
                        "/api/topics/{topic}/configs",
                        call -> console.get()
                                .topicChanges()
                                .configure(call.part("topic"), call.body(ConfigViews.Changes.class))
                                .thenApply(done -> new Reply.Done())),
                Endpoint.change(
                        HttpMethod.POST,
                        "/api/topics/{topic}/records",
                        call -> console.get()
                                .writer()
                                .write(call.part("topic"), call.body(RecordViews.Production.class))
                                .thenApply(produced -> new Reply.Json(CREATED, produced))),
                Endpoint.change(
                        HttpMethod.POST,
                        "/api/groups/{group}/resets",
                        call -> console.get()
                                .groupChanges()
                                .reset(call.part("group"), call.body(GroupViews.Reset.class))),
                Endpoint.change(
                        HttpMethod.DELETE,
                        "/api/groups/{group}",
                        call -> console.get()
                                .groupChanges()
                                .delete(call.part("group"))
                                .thenApply(done -> new Reply.Done())));
    }
}
