package org.ordertracking.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why rows fall short of their goals, and what bounds how something grows, as people found: a file with lines {@code row: reason}, and
 * comments after {@code #}.
 */
public final class Reasons {

    private final Map<String, String> byRow;

    private Reasons(Map<String, String> byRow) {
        this.byRow = byRow;
    }

    /** @throws IllegalArgumentException with a line that is neither a comment nor a reason */
    public static Reasons read(Path file) throws IOException {
        Map<String, String> byRow = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] rowAndReason = line.split(":\\s*", 2);
            if (rowAndReason.length < 2 || rowAndReason[1].isBlank()) {
                throw new IllegalArgumentException("neither a comment nor 'row: reason' in " + file + ": " + line);
            }
            byRow.put(rowAndReason[0].trim(), rowAndReason[1].trim());
        }
        return new Reasons(byRow);
    }

    public Optional<String> of(String row) {
        return Optional.ofNullable(byRow.get(row));
    }
}
