package org.ordertracking.endtoend.compatibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the project says about clients: which versions were tried, and which features pass. The two files behind it,
 * {@code versions.txt} and {@code passes.txt}, are the source of the table in {@code docs/compatibility.md}.
 *
 * @param versions by client, each version that was tried
 * @param passes by client, what has to pass. It may only grow.
 */
record PublishedClaims(Map<Client, List<String>> versions, Map<Client, Set<Feature>> passes) {

    private static final String SEPARATOR = ": ";

    static PublishedClaims read() {
        Map<Client, List<String>> versions = new EnumMap<>(Client.class);
        lines("versions.txt")
                .forEach(line ->
                        versions.put(clientOf(line), List.of(restOf(line).split(", "))));
        Map<Client, Set<Feature>> passes = new EnumMap<>(Client.class);
        lines("passes.txt")
                .forEach(line -> passes.computeIfAbsent(clientOf(line), client -> EnumSet.noneOf(Feature.class))
                        .add(featureOf(restOf(line))));
        return new PublishedClaims(versions, passes);
    }

    List<String> versionsOf(Client client) {
        return versions.getOrDefault(client, List.of());
    }

    Set<Feature> passesOf(Client client) {
        return passes.getOrDefault(client, Set.of());
    }

    private static Client clientOf(String line) {
        String id = line.substring(0, line.indexOf(SEPARATOR));
        return Stream.of(Client.values())
                .filter(client -> client.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client: " + line));
    }

    private static Feature featureOf(String id) {
        return Stream.of(Feature.values())
                .filter(feature -> feature.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature: " + id));
    }

    private static String restOf(String line) {
        return line.substring(line.indexOf(SEPARATOR) + SEPARATOR.length());
    }

    private static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PublishedClaims.class.getResourceAsStream("/compatibility/" + file), file),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
