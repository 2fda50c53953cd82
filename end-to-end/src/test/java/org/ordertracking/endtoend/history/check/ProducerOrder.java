package org.ordertracking.endtoend.history.check;

import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Value;
import org.ordertracking.endtoend.history.check.Anomaly.Kind;

/** What one producer sent to one partition lies there in the order in which it was sent. */
final class ProducerOrder implements Check {

    @Override
    public Stream<Anomaly> anomaliesIn(History history) {
        return history.finallyIn(READ_UNCOMMITTED).stream().flatMap(ProducerOrder::inPartition);
    }

    private static Stream<Anomaly> inPartition(Slice slice) {
        Map<String, Value> last = new HashMap<>();
        Stream.Builder<Anomaly> anomalies = Stream.builder();
        slice.records().forEach((offset, value) -> {
            Value before = last.put(value.writer(), value);
            if (before != null && before.number() > value.number()) {
                anomalies.add(Anomaly.of(
                        Kind.DISORDER, "%s is at %s@%d, after %s", value, slice.partition(), offset, before));
            }
        });
        return anomalies.build();
    }
}
