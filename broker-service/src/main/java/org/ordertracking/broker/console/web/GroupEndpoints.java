package org.ordertracking.broker.console.web;

import java.util.List;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.GroupQueries;

/** Consumer groups, and transactions. */
final class GroupEndpoints {
    private GroupEndpoints() {}

    static List<Endpoint> of(Supplier<Console> console) {
        return List.of(
                Endpoint.look(
                        "/api/groups",
                        call -> console.get()
                                .groups()
                                .list(
                                        call.text("search").orElse(""),
                                        call.choice("sort", GroupQueries.Order.class, GroupQueries.Order.NAME),
                                        call.flag("descending", false),
                                        Paging.page(call),
                                        Paging.size(call))),
                Endpoint.look(
                        "/api/groups/{group}", call -> console.get().groups().one(call.part("group"))),
                Endpoint.look(
                        "/api/groups/{group}/members",
                        call -> console.get()
                                .groups()
                                .members(call.part("group"), Paging.page(call), Paging.size(call))),
                Endpoint.look(
                        "/api/groups/{group}/offsets",
                        call -> console.get()
                                .groups()
                                .offsets(call.part("group"), Paging.page(call), Paging.size(call))),
                Endpoint.look(
                        "/api/topics/{topic}/producers",
                        call -> console.get()
                                .transactions()
                                .producers(call.part("topic"), Paging.page(call), Paging.size(call))),
                Endpoint.look(
                        "/api/transactions",
                        call -> console.get()
                                .transactions()
                                .list(call.text("search").orElse(""), Paging.page(call), Paging.size(call))));
    }
}
