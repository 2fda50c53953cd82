package org.ordertracking.endtoend.history.check;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.Read;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** Whoever reads a stretch of a partition is given all that is in it in the end, and nothing that is not. */
final class UnbrokenReads implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        return history.all(Read.class).stream().flatMap(read -> {
            SortedMap<Long, Value> seen = read.slice().records();
            SortedMap<Long, Value> there = history.finallyIn(
                            read.isolation(), read.slice().partition())
                    .records()
                    .subMap(read.slice().from(), read.slice().to());
            return Stream.concat(
                    there.entrySet().stream()
                            .filter(entry -> !seen.containsKey(entry.getKey()))
                            .map(entry -> anomaly(Kind.SKIPPED, read, entry.getKey(), entry.getValue())),
                    seen.entrySet().stream()
                            .filter(entry -> !there.containsKey(entry.getKey()))
                            .map(entry -> anomaly(Kind.VANISHED, read, entry.getKey(), entry.getValue())));
        });
    }

    private static Anomaly anomaly(Kind kind, Read read, long offset, Value value) {
        return Anomaly.of(
                kind,
                "%s with %s, reading %s from %d to %d at %s, and %s at offset %d",
                read.reader(),
                read.isolation(),
                read.slice().partition(),
                read.slice().from(),
                read.slice().to(),
                read.span(),
                value,
                offset);
    }
}
