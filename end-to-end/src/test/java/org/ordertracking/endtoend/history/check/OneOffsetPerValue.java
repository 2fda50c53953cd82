package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** An idempotent producer's record is in the log once, however often it was sent. */
final class OneOffsetPerValue implements Check {

    private static final Comparator<Place> BY_PLACE =
            Comparator.comparing((Place place) -> place.partition().toString()).thenComparingLong(Place::offset);

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        Map<Value, SortedSet<Place>> places = new HashMap<>();
        for (Slice slice : history.finallyIn(READ_UNCOMMITTED)) {
            slice.records()
                    .forEach((offset, value) -> places.computeIfAbsent(value, each -> new TreeSet<>(BY_PLACE))
                            .add(new Place(slice.partition(), offset)));
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> Anomaly.of(Kind.DUPLICATE, "%s is at %s", entry.getKey(), entry.getValue()));
    }
}
