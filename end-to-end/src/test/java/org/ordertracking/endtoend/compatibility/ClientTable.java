package org.ordertracking.endtoend.compatibility;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of clients and features, as {@code docs/compatibility.md} shows it. */
final class ClientTable {

    private static final String PASSES = "✓";
    private static final String NOT_CLAIMED = "";

    private ClientTable() {}

    /** One column for each client, one row for each feature that a client passes. */
    static List<String> of(PublishedClaims claims) {
        Stream<String> head = Stream.of(
                row("", Client::title),
                row("---", client -> "---"),
                row("versions tried", client -> String.join(", ", claims.versionsOf(client))));
        Stream<String> features = Arrays.stream(Feature.values())
                .filter(feature -> Arrays.stream(Client.values())
                        .anyMatch(client -> claims.passesOf(client).contains(feature)))
                .map(feature -> row(
                        feature.description(),
                        client -> claims.passesOf(client).contains(feature) ? PASSES : NOT_CLAIMED));
        return Stream.concat(head, features).toList();
    }

    private static String row(String first, Function<Client, String> cell) {
        return Arrays.stream(Client.values()).map(cell).collect(Collectors.joining(" | ", "| " + first + " | ", " |"));
    }
}
