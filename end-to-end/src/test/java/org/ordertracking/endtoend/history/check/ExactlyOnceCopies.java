package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.OffsetCommit;
import org.ordertracking.endtoend.history.Operation.OffsetFetch;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Operation.Write;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/**
 * Who copies committed records and commits its offset in the same transaction has copied, in the end, each record below that
 * offset once and none above it.
 */
final class ExactlyOnceCopies implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        Map<TopicPartition, Long> copiedUpTo = offsetsCommittedWithCopies(history);
        Stream.Builder<Anomaly> anomalies = Stream.builder();
        Map<Place, Value> copies = new HashMap<>();
        for (Slice slice : history.finallyIn(READ_COMMITTED)) {
            slice.records()
                    .forEach((offset, value) -> originOf(history, value).ifPresent(origin -> {
                        Value other = copies.put(origin, value);
                        if (other != null) {
                            anomalies.add(anomaly("%s was copied as %s and as %s", origin, other, value));
                        }
                        if (origin.offset() >= copiedUpTo.getOrDefault(origin.partition(), 0L)) {
                            anomalies.add(anomaly("%s was copied as %s, beyond the committed offset", origin, value));
                        }
                    }));
        }
        copiedUpTo.forEach((partition, end) -> {
            Set<Long> sources = new HashSet<>(history.finallyIn(READ_COMMITTED, partition)
                    .records()
                    .headMap(end)
                    .keySet());
            sources.stream()
                    .map(offset -> new Place(partition, offset))
                    .filter(place -> !copies.containsKey(place))
                    .map(place -> anomaly("%s was not copied, and the committed offset is %d", place, end))
                    .forEach(anomalies);
        });
        return anomalies.build();
    }

    /** By source, the offset found last in a group that commits in transactions. */
    private static Map<TopicPartition, Long> offsetsCommittedWithCopies(History history) {
        Set<String> groups = new HashSet<>();
        history.all(OffsetCommit.class).stream()
                .filter(commit -> commit.transaction().isPresent())
                .forEach(commit -> groups.add(commit.group()));
        Map<TopicPartition, OffsetFetch> last = new HashMap<>();
        history.all(OffsetFetch.class).stream()
                .filter(fetch -> groups.contains(fetch.group()))
                .forEach(fetch -> last.merge(
                        fetch.partition(),
                        fetch,
                        (one, other) -> one.span().completed() > other.span().completed() ? one : other));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        last.forEach((partition, fetch) -> offsets.put(partition, fetch.offset()));
        return offsets;
    }

    private static Optional<Place> originOf(History history, Value value) {
        return history.writeOf(value).flatMap(Write::origin);
    }

    private static Anomaly anomaly(String evidence, Object... arguments) {
        return Anomaly.of(Kind.COPIES_WITHOUT_OFFSET, evidence, arguments);
    }
}
