package org.ordertracking.broker.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a search stopped: {@code 0:120,1:77} is offset 120 of partition 0 and 77 of partition 1. A partition that is not named was looked
 * at to its end.
 */
public record SearchCursor(Map<Integer, Long> positions) {
    private static final int MOST_PARTITIONS = 1_000;

    public SearchCursor {
        positions = Map.copyOf(positions);
    }

    /**
     * @throws ProblemException when it is none
     */
    public static SearchCursor parse(String text) {
        Map<Integer, Long> positions = new LinkedHashMap<>();
        for (String part : text.split(",", MOST_PARTITIONS)) {
            String[] pair = part.split(":", 2);
            try {
                positions.put(Integer.parseInt(pair[0]), Long.parseLong(pair[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException invalid) {
                throw Problems.invalid(
                        "cursor", "what an answer gave as next", "Pass it as it was given, or leave it out.");
            }
        }
        return new SearchCursor(positions);
    }

    @Override
    public String toString() {
        return positions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
