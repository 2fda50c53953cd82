package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.List;

/** The groups that read from the broker, as its console lists them. */
public final class GroupTable {

    private final HttpJson http;

    public GroupTable(URI broker) {
        this.http = new HttpJson(broker);
    }

    /** A line for each group, for people. */
    public List<String> lines() {
        return http.get("/api/groups", Groups.class).items().stream()
                .map(group -> "%s: %s, %d members, lag %d"
                        .formatted(group.group(), group.state(), group.members(), group.lag()))
                .toList();
    }

    private record Groups(List<Row> items) {}

    private record Row(String group, String state, int members, long lag) {}
}
