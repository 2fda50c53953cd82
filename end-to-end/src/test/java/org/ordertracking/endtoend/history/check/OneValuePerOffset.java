package org.ordertracking.endtoend.history.check;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Outcome;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** An offset holds one record for good, to those who were told it at the acknowledgement and to all who read it. */
final class OneValuePerOffset implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        Map<Place, Value> first = new HashMap<>();
        Map<Place, Set<Value>> diverging = new HashMap<>();
        Stream<Map.Entry<Place, Value>> acknowledged = history.all(Write.class).stream()
                .filter(write -> write.outcome() == Outcome.OK)
                .map(write -> Map.entry(new Place(write.partition(), write.offset()), write.value()));
        Stream<Map.Entry<Place, Value>> seen =
                Sighting.in(history).map(sighting -> Map.entry(sighting.place(), sighting.value()));
        Stream.concat(acknowledged, seen).forEach(entry -> {
            Value before = first.putIfAbsent(entry.getKey(), entry.getValue());
            if (before != null && !before.equals(entry.getValue())) {
                Set<Value> values = diverging.computeIfAbsent(entry.getKey(), place -> new LinkedHashSet<>());
                values.add(before);
                values.add(entry.getValue());
            }
        });
        return diverging.entrySet().stream()
                .map(entry -> Anomaly.of(Kind.DIVERGENCE, "%s holds %s", entry.getKey(), entry.getValue()));
    }
}
